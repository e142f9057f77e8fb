"""How the tests run."""

from __future__ import annotations

from hypothesis import settings

# A machine under load is slow without being wrong.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
