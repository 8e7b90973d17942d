"""How large is the effect of training, and how sure is that? Estimators on a panel of units × periods."""

from analysis.impact.callaway import GroupTime, group_time
from analysis.impact.design import Design, build_design
from analysis.impact.dose import DoseResponse, dose_response
from analysis.impact.estimate import METHOD_NAMES, METHODS, estimate_impact
from analysis.impact.imputation import counterfactual, headline, weights
from analysis.impact.its import RateRatio, rate_ratio
from analysis.impact.randomisation import Randomisation, randomise
from analysis.impact.result import Impact, ImpactError, Interval

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
    "estimate_impact",
    "group_time",
    "headline",
    "randomise",
    "rate_ratio",
    "weights",
]
