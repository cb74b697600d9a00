import { z } from "zod";
import { invalidRequest } from "./apiError";
import type { OpenAnswers } from "../openQuestions";

interface Listing {
  readonly query: URLSearchParams;
  readonly order: OpenAnswers["listOrder"];
  readonly paging: OpenAnswers["paging"];
}

export interface Page<Item> {
  readonly items: Item[];
  readonly pagination: { hasNextPage: boolean; cursor?: string; count: number };
}

const wholeNumber = z.coerce.number("must be number").int("must be integer").min(1, "must be >= 1");
const query = z.object({
  per_page: wholeNumber.max(100, "must be <= 100").default(50),
  page: wholeNumber.default(1),
  cursor: z.string().length(24, "must have 24 characters").optional(),
});

/**
 * A cursor is the object id of the last item that was returned, so that pages neither skip nor repeat
 * anything when items before it come or go.
 */
export function pageOf<Item extends { objectId: string }>(items: readonly Item[], list: Listing): Page<Item> {
  const asked = validQuery(list.query);
  const direction = list.order === "newest-first" ? -1 : 1;
  const ordered = [...items].sort((a, b) => direction * (a.objectId < b.objectId ? -1 : 1));
  const { cursor } = asked;
  const rest =
    cursor === undefined
      ? ordered.slice((asked.page - 1) * asked.per_page)
      : ordered.filter(({ objectId }) => direction * (objectId > cursor ? 1 : -1) > 0 && objectId !== cursor);
  const page = rest.slice(0, asked.per_page);
  const hasNextPage = rest.length > page.length || list.paging === "endless";
  const next = page.at(-1)?.objectId ?? cursor;
  return {
    items: page,
    pagination: {
      hasNextPage,
      ...(hasNextPage && next !== undefined ? { cursor: next } : {}),
      count: page.length,
    },
  };
}

function validQuery(given: URLSearchParams): z.infer<typeof query> {
  const result = query.safeParse(Object.fromEntries(given));
  if (result.success) return result.data;
  const details = result.error.issues.map(({ path, message }) => [path.join("."), [message]] as const);
  throw invalidRequest(Object.fromEntries(details));
}
