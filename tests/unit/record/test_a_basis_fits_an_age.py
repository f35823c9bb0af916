"""A basis that names an age is true only at that age; the others are for the clinician alone."""

import pytest

from sdm_tool.domain.sections import Basis
from sdm_tool.domain.validity import fits_age


@pytest.mark.parametrize(
    ("age", "fitting"),
    [
        (15, {Basis.COMPETENT_UNDER_16}),
        (16, {Basis.AGED_16_17}),
        (17, {Basis.AGED_16_17}),
        (18, {Basis.ADULT_WITH_CAPACITY, Basis.ADULT_BEST_INTERESTS}),
    ],
)
def test_only_what_can_be_true_fits(age: int, fitting: set[Basis]):
    whatever_age = {
        Basis.PARENTAL_RESPONSIBILITY,
        Basis.LOCAL_AUTHORITY_OR_COURT,
        Basis.NOT_TREATMENT,
    }
    assert {basis for basis in Basis if fits_age(basis, age)} == fitting | whatever_age
