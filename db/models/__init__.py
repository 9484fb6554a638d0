"""The nouns of the work, one file each. Importing this package loads them all."""

from db.models.base import Base
from db.models.case import Activity, Case, CaseTransition, Placement, Task
from db.models.document import DocumentIssue
from db.models.loan import LoanApplication, LoanEvent, LoanMaterial
from db.models.local import (
    AuditEntry,
    ChangeContext,
    Draft,
    ImportBatch,
    ImportChange,
    Outbox,
    PersonKey,
    PostKey,
    PushBatch,
    ServerLogin,
    StoreFact,
    Stuck,
    SyncCursor,
    SyncRun,
)
from db.models.office import Office, Officer
from db.models.person import Consent, GroupTag, Household, HouseholdMember, Person, WorkExperience
from db.models.sync import CaseTransfer, Conflict
from db.models.vacancy import Employer, Referral, ReferralEvent, Vacancy

__all__ = [
    "Activity",
    "AuditEntry",
    "Base",
    "Case",
    "CaseTransfer",
    "CaseTransition",
    "ChangeContext",
    "Conflict",
    "Consent",
    "DocumentIssue",
    "Draft",
    "Employer",
    "GroupTag",
    "Household",
    "HouseholdMember",
    "ImportBatch",
    "ImportChange",
    "LoanApplication",
    "LoanEvent",
    "LoanMaterial",
    "Office",
    "Officer",
    "Outbox",
    "Person",
    "PersonKey",
    "Placement",
    "PostKey",
    "PushBatch",
    "Referral",
    "ReferralEvent",
    "ServerLogin",
    "StoreFact",
    "Stuck",
    "SyncCursor",
    "SyncRun",
    "Task",
    "Vacancy",
    "WorkExperience",
]
