"""From public data sets to the weights that the extract room runs; not in the wheel."""
