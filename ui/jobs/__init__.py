"""How work leaves the GUI thread and comes back."""

from ui.jobs.bus import ChangeBus
from ui.jobs.jobs import Jobs, Lanes
from ui.jobs.lane import Cancelled, JobControl, Lane, Progress, Ticket

__all__ = ["Cancelled", "ChangeBus", "JobControl", "Jobs", "Lane", "Lanes", "Progress", "Ticket"]
