import type { ProgramName } from "./programs";

export type Manager = "npm" | "pnpm" | "Yarn";

/** One environment that a user may have. Versions are what package.json asks for; the report gives the found ones. */
export interface Environment {
  readonly program: ProgramName;
  readonly manager: Manager;
  readonly pulumi: string;
  readonly typescript: string;
  /** The line of Node.js. */
  readonly node: number;
}

const commonJs = { program: "CommonJS TypeScript", manager: "npm" } as const;
const esm = { program: "ESM TypeScript", manager: "npm" } as const;

export const matrix: readonly Environment[] = [
  { ...commonJs, pulumi: "3.139.0", typescript: "5", node: 20 },
  { ...commonJs, pulumi: "3.248.0", typescript: "5", node: 20 },
  { ...commonJs, pulumi: "latest", typescript: "6", node: 22 },
  { ...commonJs, pulumi: "latest", typescript: "6", node: 24 },
  { ...esm, pulumi: "3.248.0", typescript: "5", node: 20 },
  { ...esm, pulumi: "latest", typescript: "6", node: 24 },
  { program: "JavaScript", manager: "npm", pulumi: "latest", typescript: "7", node: 22 },
  { ...commonJs, manager: "pnpm", pulumi: "latest", typescript: "6", node: 22 },
  { ...commonJs, manager: "pnpm", pulumi: "3.248.0", typescript: "5", node: 20 },
  { ...commonJs, manager: "Yarn", pulumi: "latest", typescript: "6", node: 24 },
];

/** Lines of Node.js on which the plugin says that they are. */
export const tooOld = [14, 16, 18];

export const titleOf = ({ program, manager, pulumi, typescript, node }: Environment): string =>
  `${program}, ${manager}, @pulumi/pulumi ${pulumi}, TypeScript ${typescript}, Node.js ${node}`;
