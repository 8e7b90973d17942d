"""How large is the effect of training, and how sure is that? Estimators on a panel of units × periods."""

from analysis.impact.estimators.callaway import GroupTime, group_time
from analysis.impact.estimators.design import Design
from analysis.impact.estimators.dose import DoseResponse, dose_response
from analysis.impact.estimators.estimate import METHOD_NAMES, METHODS, estimate_effect
from analysis.impact.estimators.grid import build_design
from analysis.impact.estimators.imputation import counterfactual, headline, weights
from analysis.impact.estimators.its import RateRatio, rate_ratio
from analysis.impact.estimators.randomisation import Randomisation, randomise
from analysis.impact.estimators.result import Impact, ImpactError, Interval

__all__ = [
    "METHODS",
    "METHOD_NAMES",
    "Design",
    "DoseResponse",
    "GroupTime",
    "Impact",
    "ImpactError",
    "Interval",
    "Randomisation",
    "RateRatio",
    "build_design",
    "counterfactual",
    "dose_response",
    "estimate_effect",
    "group_time",
    "headline",
    "randomise",
    "rate_ratio",
    "weights",
]
