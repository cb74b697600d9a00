import type { Observations } from "../observations";
import { accessEitherWay, accessReliedOn } from "./access";
import type { Finding } from "./assumption";
import { backupsEitherWay, backupsReliedOn } from "./backups";
import { listsEitherWay, listsReliedOn } from "./lists";
import { namesEitherWay } from "./names";
import { quotaEitherWay, quotaReliedOn } from "./quota";

/** What docs/limits.md and docs/decisions.md take for given. */
export const reliedOn = {
  ...accessReliedOn,
  ...backupsReliedOn,
  ...listsReliedOn,
  ...quotaReliedOn,
} as const;

/** What the documentation leaves open, and the provider copes with either way. */
export const eitherWay = {
  ...backupsEitherWay,
  ...namesEitherWay,
  ...listsEitherWay,
  ...accessEitherWay,
  ...quotaEitherWay,
} as const;

export interface Judged extends Finding {
  readonly claim: string;
}

type Claims = typeof reliedOn | typeof eitherWay;

export const judged = (claims: Claims, seen: Observations): readonly Judged[] =>
  Object.values(claims).map(({ claim, judge }) => ({ claim, ...judge(seen) }));
