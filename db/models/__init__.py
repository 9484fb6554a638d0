"""The nouns of the work, one file each. Importing this package loads them all."""

from db.models.base import Base
from db.models.case import Activity, Case, CaseTransition, Placement, Task
from db.models.decision import Approval, DueChange, OfficerCover
from db.models.document import DocumentIssue
from db.models.file import Attachment
from db.models.loan import LoanApplication, LoanEvent, LoanMaterial
from db.models.local import (
    AuditEntry,
    BlobTransfer,
    ChangeContext,
    Draft,
    EarlierBatch,
    ImportBatch,
    ImportChange,
    NewerRow,
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
from db.models.plan import Assessment, PackageEnrolment, Plan, PlanAction, PlanGoal
from db.models.policy import PolicyAdoption, PolicyPack
from db.models.registration import (
    DifficultyRecognition,
    EmploymentRegistration,
    IdHistory,
    NotSamePerson,
    PersonMerge,
    UnemploymentRegistration,
)
from db.models.sync import CaseTransfer, Conflict
from db.models.vacancy import Employer, Referral, ReferralEvent, Vacancy

__all__ = [
    "Activity",
    "Approval",
    "Assessment",
    "Attachment",
    "AuditEntry",
    "Base",
    "BlobTransfer",
    "Case",
    "CaseTransfer",
    "CaseTransition",
    "ChangeContext",
    "Conflict",
    "Consent",
    "DifficultyRecognition",
    "DocumentIssue",
    "Draft",
    "DueChange",
    "EarlierBatch",
    "Employer",
    "EmploymentRegistration",
    "GroupTag",
    "Household",
    "HouseholdMember",
    "IdHistory",
    "ImportBatch",
    "ImportChange",
    "LoanApplication",
    "LoanEvent",
    "LoanMaterial",
    "NewerRow",
    "NotSamePerson",
    "Office",
    "Officer",
    "OfficerCover",
    "Outbox",
    "PackageEnrolment",
    "Person",
    "PersonKey",
    "PersonMerge",
    "Placement",
    "Plan",
    "PlanAction",
    "PlanGoal",
    "PolicyAdoption",
    "PolicyPack",
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
    "UnemploymentRegistration",
    "Vacancy",
    "WorkExperience",
]
