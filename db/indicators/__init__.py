"""What is counted and how: one definition per indicator, for the PC's store and the central one alike."""

from db.indicators.catalogue import CATALOGUE, INDICATORS, Count, Measure, Quotient, Unit
from db.indicators.figures import By, Figures, Reader, figures
from db.indicators.period import Period
from db.indicators.records import Hit, records
from db.indicators.trend import trend
from db.indicators.within import ALL, Within

__all__ = [
    "ALL",
    "CATALOGUE",
    "INDICATORS",
    "By",
    "Count",
    "Figures",
    "Hit",
    "Measure",
    "Period",
    "Quotient",
    "Reader",
    "Unit",
    "Within",
    "figures",
    "records",
    "trend",
]
