/** Rows of migration 002. */
export interface PeopleTables {
  readonly unit: {
    readonly id: string;
    readonly kind: 'head-office' | 'region' | 'branch';
    readonly name_zh: string;
    readonly name_en: string;
    readonly branch_type: string | null;
    readonly created_at: number;
    readonly closed_on: string | null;
  };
  readonly unit_place: {
    readonly unit: string;
    readonly from_on: string;
    readonly to_on: string | null;
    readonly parent: string;
  };
  readonly unit_ancestor: { readonly unit: string; readonly ancestor: string };
  readonly account: {
    readonly id: string;
    readonly login: string;
    readonly name: string;
    readonly password: string | null;
    readonly subject: string | null;
    readonly binds: 0 | 1;
    readonly failures: number;
    readonly locked_until: number | null;
    readonly disabled_at: number | null;
    readonly created_at: number;
    readonly added_by: string | null;
  };
  readonly password_code: { readonly account: string; readonly code_hash: Buffer; readonly expires_at: number };
  readonly role_grant: {
    readonly account: string;
    readonly role: string;
    readonly unit: string;
    readonly granted_by: string;
    readonly granted_at: number;
  };
  readonly session: {
    readonly token_hash: Buffer;
    readonly account: string;
    readonly created_at: number;
    readonly seen_at: number;
    readonly expires_at: number;
  };
  readonly audit: {
    readonly seq: number;
    readonly at: number;
    readonly account: string;
    readonly action: string;
    readonly subject: string;
    readonly detail: string;
    readonly hash: string;
  };
  readonly journal_cut: {
    readonly branch: string;
    readonly epoch: string;
    readonly upto: number;
    readonly hash: string;
    readonly removed_at: number;
  };
}
