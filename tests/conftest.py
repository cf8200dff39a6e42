"""Settings of the whole suite: the same examples on every run, no environment leaking in.

Comes in: nothing. Goes out: the Hypothesis profile, and an environment without a developer's own
corpus, contact and colours.
"""

from __future__ import annotations

import os

from hypothesis import settings

# Without a deadline: on a busy machine of two cores a slow example is no finding.
settings.register_profile("broadsheet", deadline=None, derandomize=True, database=None)
settings.load_profile("broadsheet")

for name in ("BROADSHEET_CORPUS", "BROADSHEET_CONTACT", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
    os.environ.pop(name, None)
