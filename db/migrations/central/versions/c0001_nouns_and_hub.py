"""The nouns by district with row-level security, and the hub: counters, log, batches, claims, snapshots, audit."""

from alembic import op

revision = "c0001"
down_revision = None

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
    "case_transfer": (
        "person_id:key! person_label:80! side:3! pair_id:key! from_office_id:key! to_office_id:key! state:24! "
        "reason:200! answer:200! offered_by:key! offered_at:instant! answered_by:key answered_at:instant"
    ),
    "conflict": (
        "entity:40! row_id:key! other_row_id:key person_id:key field_name:40! kind:24! base:text kept:text "
        "other:text kept_by:key kept_at:instant other_by:key other_at:instant found_at:instant! state:24! "
        "choice:24 settled_by:key settled_at:instant"
    ),
    "employer": (
        "name:120! name_key:120! uscc:18 kind:24 industry:5 size:24 region:6 address:200 contact_name:50 "
        "contact_phone:60 remarks:text"
    ),
    "household": ("address:200"),
    "office": ("name:80! district_name:40! street_code:9! practice:flag!"),
    "officer": ("login:32! name:50! role:16! active:flag!"),
    "person": (
        "name:50! id_type:24! id_no:30! sex:1! birth_date:date! ethnic:24 political:24 marital:24 hukou_type:24 "
        "hukou_region:6 hukou_address:200 live_region:9 community:60 grid:40 live_address:200 mobile:30 "
        "other_contact:50 other_phone:30 education:24 school:80 major:60 graduated_on:date study_mode:24 "
        "skill_level:24 title_level:24 certificates:json! extra_skills:200 health:24 disability_kind:24 "
        "disability_grade:24 seeker_type:24 employment_status:24 wanted_jobs:json! pay_min:number pay_max:number "
        "wanted_regions:json! wanted_form:24 preferences:json! wants_training:flag training_topic:60 "
        "wants_startup:flag barriers:json! needs:json! registered_on:date! valid_to:date! registered_by:key! "
        "channel:24 remarks:text merged_into:key"
    ),
    "vacancy": (
        "employer_id:key! title:120! occupation:12 kind:24! headcount:number! filled:number! education:24 "
        "experience_years:number skill_level:24 age_text:40 pay_min:number pay_max:number pay_unit:24 "
        "pay_months:number pay_text:60 hours:80 insurance:80 board:80 region:6 address:200 form:24 audience:json! "
        "description:text! advert_flags:json! published_on:date! valid_to:date! source:40! verified_by:key "
        "verified_on:date status:24!"
    ),
    "case": (
        "person_id:key! owner_id:key! episode:number! state:24! grade:1 opened_on:date! assigned_at:instant! "
        "closed_on:date close_reason:24"
    ),
    "consent": ("person_id:key! purpose:24! given:flag! at:instant! evidence:80! officer_id:key!"),
    "document_issue": ("number:24! kind:24! person_id:key act:8! pages:number! at:instant! officer_id:key!"),
    "group_tag": ("person_id:key! kind:24! basis:200! from_on:date to_on:date verified_by:key"),
    "household_member": ("household_id:key! person_id:key name:50! relation:24! situation:80! from_on:date to_on:date"),
    "work_experience": ("person_id:key! from_on:date to_on:date employer:80! post:60! industry:60! leave_reason:80!"),
    "case_transition": ("case_id:key! from_state:24! to_state:24! reason:200! at:instant! officer_id:key!"),
    "loan_application": (
        "person_id:key! case_id:key officer_id:key! number:24! stage:24! intention_on:date! applied_on:date "
        "contract_on:date paid_on:date pack_version:24 group_code:24 group_proof:120 certificate_no:30 "
        "prior_count:number prior_amount:number prior_settled_on:date marital:24 spouse_name:50 spouse_id_no:30 "
        "spouse_employer:120 spouse_phone:30 entity_name:120 entity_no:30 entity_kind:24 entity_on:date "
        "entity_region:6 entity_address:200 industry:5 scope:400 spouse_entity:flag premises:24 lease_to:date "
        "own_funds:number turnover:number staff:number staff_key_group:number staff_planned:number shop_name:120 "
        "partners:json! amount:number term_months:number purpose:200 bank:80 method:24 repay_source:200 "
        "guarantee:24 guarantors:json! account_no:30 existing_loans:json! no_other_loans:flag "
        "rate_spread_bp:number remarks:text"
    ),
    "referral": (
        "case_id:key! person_id:key! vacancy_id:key! officer_id:key! state:24! recommended_at:instant! band:6 "
        "reasons:json! interview_at:instant"
    ),
    "task": (
        "case_id:key! person_id:key! owner_id:key! title:120! due_on:date! due_time:5 waits_for:60 "
        "done_at:instant done_note:200"
    ),
    "loan_event": (
        "application_id:key! from_stage:24! to_stage:24! occurred_on:date! at:instant! note:400! officer_id:key!"
    ),
    "loan_material": ("application_id:key! code:40! received_on:date note:120!"),
    "placement": (
        "case_id:key! person_id:key! referral_id:key employer_name:120! post:80! started_on:date! pay_fen:number "
        "ended_on:date end_reason:80"
    ),
    "referral_event": (
        "referral_id:key! from_state:24! to_state:24! reason:24 note:400! occurred_on:date! at:instant! officer_id:key!"
    ),
    "activity": (
        "case_id:key! person_id:key! kind:24! channel:24 outcome:24 text:text! occurred_at:instant! "
        "recorded_at:instant! officer_id:key! placement_id:key check_days:number supersedes_id:key"
    ),
}
_PART_OF = {
    "vacancy": "employer_id",
    "case": "person_id",
    "consent": "person_id",
    "document_issue": "person_id",
    "group_tag": "person_id",
    "household_member": "household_id",
    "work_experience": "person_id",
    "case_transition": "case_id",
    "loan_application": "person_id",
    "referral": "case_id",
    "task": "case_id",
    "loan_event": "application_id",
    "loan_material": "application_id",
    "placement": "case_id",
    "referral_event": "referral_id",
    "activity": "case_id",
}

_EVERY = (
    "id uuid NOT NULL, office_id uuid NOT NULL, district_id varchar(6) NOT NULL, rev bigint NOT NULL,"
    " deleted boolean NOT NULL"
)
_SERVER = (
    "sync_scope text NOT NULL, field_rev jsonb NOT NULL DEFAULT '{}', made_by uuid NOT NULL,"
    " made_at timestamptz NOT NULL"
)
_BY_DISTRICT = ("activity",)
_LOG_PARTITIONS = 16

_HUB = (
    """
    CREATE TABLE hub.scope (
        id text CONSTRAINT pk_scope PRIMARY KEY,
        head bigint NOT NULL DEFAULT 0,
        floor bigint NOT NULL DEFAULT 0,
        epoch uuid NOT NULL DEFAULT gen_random_uuid()
    )
    """,
    """
    CREATE TABLE hub.change_log (
        scope text NOT NULL,
        seq bigint NOT NULL,
        entity text NOT NULL,
        district_id varchar(6) NOT NULL,
        row_id uuid NOT NULL,
        op char(1) NOT NULL,
        rev bigint NOT NULL,
        CONSTRAINT pk_change_log PRIMARY KEY (scope, seq)
    ) PARTITION BY HASH (scope)
    """,
    """
    CREATE TABLE hub.push_batch (
        device uuid NOT NULL,
        batch bigint NOT NULL,
        sha256 bytea NOT NULL,
        body bytea NOT NULL,
        reply bytea NOT NULL,
        ops integer NOT NULL,
        officer uuid NOT NULL,
        office uuid NOT NULL,
        said_at timestamptz NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_push_batch PRIMARY KEY (device, batch)
    )
    """,
    """
    CREATE TABLE hub.quarantine (
        device uuid NOT NULL,
        batch bigint NOT NULL,
        n bigint NOT NULL,
        tx text NOT NULL,
        entity text NOT NULL,
        row_id text NOT NULL,
        code text NOT NULL,
        op text NOT NULL,
        office uuid NOT NULL,
        at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_quarantine PRIMARY KEY (device, batch, n)
    )
    """,
    """
    CREATE TABLE hub.identity_claim (
        person_id uuid CONSTRAINT pk_identity_claim PRIMARY KEY,
        idno_hmac bytea NOT NULL,
        district_id varchar(6) NOT NULL,
        office_id uuid NOT NULL
    )
    """,
    "CREATE INDEX ix_identity_claim_idno_hmac ON hub.identity_claim (idno_hmac)",
    """
    CREATE TABLE hub.moved (
        from_office uuid NOT NULL,
        row_id uuid NOT NULL,
        entity text NOT NULL,
        from_district varchar(6) NOT NULL,
        to_office uuid NOT NULL,
        to_district varchar(6) NOT NULL,
        CONSTRAINT pk_moved PRIMARY KEY (from_office, row_id)
    )
    """,
    "CREATE INDEX ix_moved_row_id ON hub.moved (row_id)",
    "CREATE INDEX ix_moved_to_office ON hub.moved (to_office)",
    "CREATE TABLE hub.setting (name text CONSTRAINT pk_setting PRIMARY KEY, value bytea NOT NULL)",
    """
    CREATE TABLE hub.snapshot (
        id uuid CONSTRAINT pk_snapshot PRIMARY KEY,
        scope text NOT NULL,
        epoch uuid NOT NULL,
        seq bigint NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
    )
    """,
    "CREATE INDEX ix_snapshot_scope ON hub.snapshot (scope)",
    """
    CREATE TABLE hub.snapshot_part (
        snapshot uuid NOT NULL,
        n integer NOT NULL,
        entity text NOT NULL,
        rows integer NOT NULL,
        sha256 text NOT NULL,
        body bytea NOT NULL,
        CONSTRAINT pk_snapshot_part PRIMARY KEY (snapshot, n)
    )
    """,
    """
    CREATE TABLE hub.audit_chain (
        district_id varchar(6) CONSTRAINT pk_audit_chain PRIMARY KEY,
        seq bigint NOT NULL,
        hash text NOT NULL
    )
    """,
    """
    CREATE TABLE hub.audit_log (
        district_id varchar(6) NOT NULL,
        seq bigint NOT NULL,
        at timestamptz NOT NULL,
        device uuid,
        officer uuid,
        office uuid,
        role text NOT NULL,
        action text NOT NULL,
        rows integer NOT NULL,
        detail text NOT NULL,
        prev text NOT NULL,
        hash text NOT NULL,
        CONSTRAINT pk_audit_log PRIMARY KEY (district_id, seq)
    )
    """,
)

_FUNCTIONS = (
    # A statement outside any caller's scopes is a mistake of ours and fails, instead of finding nothing.
    """
    CREATE FUNCTION hub.scopes() RETURNS text[] LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
    DECLARE named text := current_setting('caseworker.scopes', true);
    BEGIN
        IF coalesce(named, '') = '' THEN
            RAISE EXCEPTION 'no scopes in this transaction' USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN string_to_array(named, ',');
    END $$
    """,
    """
    CREATE FUNCTION hub.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the audit log is never changed'; END $$
    """,
    "CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON hub.audit_log FOR EACH ROW EXECUTE FUNCTION hub.refuse()",
    "CREATE TRIGGER kept_whole BEFORE TRUNCATE ON hub.audit_log FOR EACH STATEMENT EXECUTE FUNCTION hub.refuse()",
    # One link of a district's chain. The chain's row is locked until the commit, so this comes last.
    """
    CREATE FUNCTION hub.append_audit(p_district text, p_at timestamptz, p_device uuid, p_officer uuid, p_office uuid,
        p_role text, p_action text, p_rows integer, p_detail text) RETURNS bigint LANGUAGE plpgsql AS $$
    DECLARE link hub.audit_chain; this text;
    BEGIN
        INSERT INTO hub.audit_chain VALUES (p_district, 0, '') ON CONFLICT DO NOTHING;
        SELECT * INTO link FROM hub.audit_chain WHERE district_id = p_district FOR UPDATE;
        this := encode(sha256(convert_to(concat_ws(chr(31), link.hash, p_district, link.seq + 1,
            to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), p_device, p_officer, p_office,
            p_role, p_action, p_rows, p_detail), 'UTF8')), 'hex');
        INSERT INTO hub.audit_log VALUES (p_district, link.seq + 1, p_at, p_device, p_officer, p_office,
            p_role, p_action, p_rows, p_detail, link.hash, this);
        UPDATE hub.audit_chain SET seq = link.seq + 1, hash = this WHERE district_id = p_district;
        RETURN link.seq + 1;
    END $$
    """,
)

_ROLE = """
    DO $$ BEGIN CREATE ROLE caseworker_app NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$
"""


def upgrade() -> None:
    op.execute(_ROLE)
    op.execute("CREATE SCHEMA hub")
    for statement in (*_HUB, *_FUNCTIONS):
        op.execute(statement)
    for n in range(_LOG_PARTITIONS):
        part = f"hub.change_log_{n}"
        op.execute(
            f"CREATE TABLE {part} PARTITION OF hub.change_log"
            f" FOR VALUES WITH (MODULUS {_LOG_PARTITIONS}, REMAINDER {n})"
        )
    for name, columns in _NOUNS.items():
        _noun(name, columns)
    _grant()
    op.execute(
        "INSERT INTO hub.setting VALUES ('identity_key', sha256((gen_random_uuid()::text || gen_random_uuid())::bytea))"
    )


def _noun(name: str, columns: str) -> None:
    own = ", ".join(_column(*column.split(":")) for column in columns.split())
    by_district = name in _BY_DISTRICT
    op.execute(
        f'CREATE TABLE "{name}" ({_EVERY}, {own}, {_SERVER}, CONSTRAINT pk_{name} PRIMARY KEY (district_id, id))'
        + (" PARTITION BY LIST (district_id)" if by_district else "")
    )
    if by_district:
        op.execute(f"CREATE TABLE {name}_default PARTITION OF {name} DEFAULT")
    op.execute(f'CREATE INDEX ix_{name}_sync_scope ON "{name}" (sync_scope, id)')
    if name in _PART_OF:
        op.execute(f'CREATE INDEX ix_{name}_{_PART_OF[name]} ON "{name}" ({_PART_OF[name]})')
    op.execute(f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY')
    op.execute(f'ALTER TABLE "{name}" FORCE ROW LEVEL SECURITY')
    mine = "sync_scope = ANY ((SELECT hub.scopes())::text[])"
    op.execute(f'CREATE POLICY scopes ON "{name}" FOR ALL TO PUBLIC USING ({mine}) WITH CHECK ({mine})')


def _column(name: str, kind: str) -> str:
    bare = kind.removesuffix("!")
    spelled = _TYPES.get(bare) or f"varchar({bare})"
    return f'"{name}" {spelled}' + (" NOT NULL" if kind.endswith("!") else "")


def _grant() -> None:
    op.execute("GRANT USAGE ON SCHEMA hub TO caseworker_app")
    for name in _NOUNS:
        op.execute(f'GRANT SELECT, INSERT, UPDATE, DELETE ON "{name}" TO caseworker_app')
    for name in ("identity_claim", "moved", "snapshot", "snapshot_part"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON hub.{name} TO caseworker_app")
    for name in ("scope", "audit_chain"):
        op.execute(f"GRANT SELECT, INSERT, UPDATE ON hub.{name} TO caseworker_app")
    for name in ("change_log", "push_batch", "quarantine", "audit_log"):
        op.execute(f"GRANT SELECT, INSERT ON hub.{name} TO caseworker_app")
    op.execute("GRANT DELETE ON hub.change_log TO caseworker_app")
    op.execute("GRANT SELECT ON hub.setting TO caseworker_app")


def downgrade() -> None:
    for name in reversed(_NOUNS):
        op.execute(f'DROP TABLE "{name}"')
    op.execute("DROP SCHEMA hub CASCADE")
