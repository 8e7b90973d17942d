"""How large is the effect of training, and how sure is that? Estimators on a panel of units × periods."""

from analysis.impact.design import Design, build_design
from analysis.impact.estimate import METHOD_NAMES, METHODS, estimate_impact
from analysis.impact.imputation import counterfactual, headline, weights
from analysis.impact.randomisation import Randomisation, randomise
from analysis.impact.result import Impact, ImpactError, Interval

__all__ = [
    "METHODS",
    "METHOD_NAMES",
    "Design",
    "Impact",
    "ImpactError",
    "Interval",
    "Randomisation",
    "build_design",
    "counterfactual",
    "estimate_impact",
    "headline",
    "randomise",
    "weights",
]
