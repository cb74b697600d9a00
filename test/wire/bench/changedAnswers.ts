import { isResponse } from "../../../provider/process/http";
import type { Ports } from "../../../provider/process/ports";

/** A backup in a list. */
export interface Listed {
  readonly id: string;
  readonly status: string;
  readonly createdAt: string;
  readonly completedAt: string;
}

/** Northflank, but its answers to some GETs are changed on the way. */
export const changing =
  (path: RegExp, change: (body: object) => object) =>
  (ports: Ports): Ports => ({
    ...ports,
    http: async (request) => {
      const result = await ports.http(request);
      if (!isResponse(result) || request.method !== "GET" || !path.test(request.url)) return result;
      return { ...result, body: JSON.stringify(change(JSON.parse(result.body) as object)) };
    },
  });

/** Northflank, but its list shows each backup otherwise. */
export const listing = (change: (listed: Listed) => object) =>
  changing(/\/backups\?/, (body) => {
    const { data } = body as { data: { backups: Listed[] } };
    return { ...body, data: { backups: data.backups.map(change) } };
  });
