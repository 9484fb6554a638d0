"""What is counted and how: one definition per indicator, for the PC's store and the central one alike."""

from db.indicators.catalogue import CATALOGUE, INDICATORS, Count, Measure, Quotient, Unit
from db.indicators.figures import Figures, figures
from db.indicators.period import Period
from db.indicators.records import Hit, records
from db.indicators.trend import trend

__all__ = [
    "CATALOGUE",
    "INDICATORS",
    "Count",
    "Figures",
    "Hit",
    "Measure",
    "Period",
    "Quotient",
    "Unit",
    "figures",
    "records",
    "trend",
]
