"""On how many examples a property is tried: many in `make test`, some in `make check`."""

from hypothesis import settings

settings.register_profile("some", settings.get_profile("ci"), max_examples=20)
