"""The nouns of casework in full: files, policy packs, plans, decisions, registrations; and columns of older nouns."""

from alembic import op

revision = "c0005"
down_revision = "c0004"

_TYPES = {
    "key": "uuid",
    "number": "bigint",
    "flag": "boolean",
    "date": "date",
    "instant": "timestamptz",
    "json": "json",
    "text": "text",
}
_NOUNS = {
    "attachment": (
        "person_id:key! about:40 about_id:key kind:24! name:120! media_type:40! sha256:64! size:number! "
        "turned:number! added_at:instant! added_by:key!"
    ),
    "policy_pack": ("region:24! name:60! version:24! body:text! sha256:64! published_at:instant! withdrawn_at:instant"),
    "policy_adoption": ("pack_id:key! sha256:64! adopted_at:instant! adopted_by:key! ended_at:instant ended_by:key"),
    "assessment": (
        "person_id:key! case_id:key questionnaire:24! version:12! answers:json! result:json! filled_by:24! "
        "done_on:date! valid_to:date! at:instant! officer_id:key!"
    ),
    "plan": (
        "case_id:key! person_id:key! version:number! grade:1 strengths:text! barriers:text! wishes:text! "
        "state:24! made_on:date! review_on:date signed_on:date ended_on:date officer_id:key!"
    ),
    "plan_goal": ("plan_id:key! theme:24! title:120! due_on:date met_on:date given_up:120! place:number!"),
    "plan_action": (
        "goal_id:key! title:120! doer:24! who:60! owner_id:key! due_on:date! done_on:date done_note:200! place:number!"
    ),
    "package_enrolment": (
        "case_id:key! person_id:key! package:24! version:12! from_on:date! to_on:date! ended_on:date end_reason:120!"
    ),
    "approval": (
        "case_id:key! subject:24! subject_id:key! asked_by:key! asked_at:instant! asked_note:200! state:24! "
        "form:24 signer:50! signed_on:date attachment_id:key answered_by:key answered_at:instant "
        "answer_note:200! rechecked_by:key rechecked_at:instant recheck_note:200!"
    ),
    "due_change": (
        "case_id:key! subject:24! subject_id:key! step:number from_on:date to_on:date to_owner_id:key "
        "reason:200! at:instant! officer_id:key!"
    ),
    "officer_cover": ("absent_id:key! cover_id:key! from_on:date! to_on:date! note:120!"),
    "unemployment_registration": (
        "person_id:key! lost_on:date! reason:24! kind:24 insured:flag! pay_band:24 last_employer:120! "
        "place_kind:24! certificate_no:30 registered_on:date! officer_id:key! remarks:text! ended_on:date "
        "end_reason:24 ended_by:key"
    ),
    "difficulty_recognition": (
        "person_id:key! household_id:key kind:24! basis:200! insurance:24 aid_from:date aid_to:date "
        "aid_item:80 certificate_no:30 lost_on:date applied_on:date! recognised_on:date recognised_by:80! "
        "valid_to:date state:24! officer_id:key! remarks:text! ended_on:date end_reason:24"
    ),
    "employment_registration": (
        "person_id:key! placement_id:key form:24! kind:24 employer_name:120! uscc:18 employer_kind:24 "
        "industry:5 started_on:date! registered_on:date! region:9 address:200 occupation:12 post:80! "
        "contract_from:date contract_to:date pay_fen:number work_text:200 witness:80 witness_phone:30 "
        "subsidy_filed:flag! officer_id:key! remarks:text! ended_on:date end_reason:24"
    ),
    "id_history": ("person_id:key! id_type:24! id_no:30! reason:24! at:instant! officer_id:key!"),
    "person_merge": (
        "person_id:key! merged_id:key! choices:json! at:instant! officer_id:key! undone_at:instant "
        "undone_by:key undo_reason:200!"
    ),
    "not_same_person": ("person_id:key! other_id:key! at:instant! officer_id:key!"),
}
_PART_OF = {
    "attachment": "person_id",
    "assessment": "person_id",
    "plan": "case_id",
    "plan_goal": "plan_id",
    "plan_action": "goal_id",
    "package_enrolment": "case_id",
    "approval": "case_id",
    "due_change": "case_id",
    "unemployment_registration": "person_id",
    "difficulty_recognition": "person_id",
    "employment_registration": "person_id",
    "id_history": "person_id",
    "person_merge": "person_id",
    "not_same_person": "person_id",
}
_ADDED = (("case", "paused_until date"), ("case_transition", "until date"), ("person", "retirement_track varchar(24)"))
_EVERY = (
    "id uuid NOT NULL, office_id uuid NOT NULL, district_id varchar(6) NOT NULL, rev bigint NOT NULL,"
    " deleted boolean NOT NULL"
)
_SERVER = (
    "sync_scope text NOT NULL, field_rev jsonb NOT NULL DEFAULT '{}', made_by uuid NOT NULL,"
    " made_at timestamptz NOT NULL"
)


def upgrade() -> None:
    for name, columns in _NOUNS.items():
        _noun(name, columns)
    for name, column in _ADDED:
        op.execute(f'ALTER TABLE "{name}" ADD COLUMN {column}')


def _noun(name: str, columns: str) -> None:
    own = ", ".join(_column(*column.split(":")) for column in columns.split())
    op.execute(
        f'CREATE TABLE "{name}" ({_EVERY}, {own}, {_SERVER}, CONSTRAINT pk_{name} PRIMARY KEY (district_id, id))'
    )
    op.execute(f'CREATE INDEX ix_{name}_sync_scope ON "{name}" (sync_scope, id)')
    if name in _PART_OF:
        op.execute(f'CREATE INDEX ix_{name}_{_PART_OF[name]} ON "{name}" ({_PART_OF[name]})')
    op.execute(f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY')
    mine = "sync_scope = ANY ((SELECT hub.scopes())::text[])"
    op.execute(f'CREATE POLICY scopes ON "{name}" FOR ALL TO PUBLIC USING ({mine}) WITH CHECK ({mine})')
    op.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{name}" TO caseworker_app')


def _column(name: str, kind: str) -> str:
    bare = kind.removesuffix("!")
    spelled = _TYPES.get(bare) or f"varchar({bare})"
    return f'"{name}" {spelled}' + (" NOT NULL" if kind.endswith("!") else "")


def downgrade() -> None:
    for name, column in _ADDED:
        op.execute(f'ALTER TABLE "{name}" DROP COLUMN {column.split()[0]}')
    for name in reversed(_NOUNS):
        op.execute(f'DROP TABLE "{name}"')
