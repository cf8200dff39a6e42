"""broadsheet and its peers on the same pages in one run; not in the wheel."""
