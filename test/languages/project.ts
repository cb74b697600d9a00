import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cliSettings } from "@test/engine";
import { Bundle } from "../plugin/bundle";
import { Stage, type StageSettings } from "../stage/stage";
import { folderOf, settingsOf } from "../e2e/program/examples/example";
import { archiveFor, exampleIn, installation, type Language } from "./language";

const run = promisify(execFile);

/** The words of this machine for its system and processor. */
const system = process.platform === "win32" ? "windows" : process.platform;
const processor = process.arch === "x64" ? "amd64" : process.arch;

/** A language's example as a user has it: a folder of its own, the plugin installed, the SDK generated. */
export class LanguageProject {
  private constructor(
    private readonly language: Language,
    private readonly folder: string,
    private readonly workDir: string,
    private readonly env: Record<string, string>,
  ) {}

  static async install(language: Language): Promise<LanguageProject> {
    const folder = await mkdtemp(join(tmpdir(), "pulumi-northflank-language-"));
    const [workDir, backend] = [join(folder, "project"), join(folder, "backend")];
    const project = new LanguageProject(
      language,
      folder,
      workDir,
      cliSettings(join(folder, "home"), backend),
    );
    try {
      await Promise.all([mkdir(backend), cp(folderOf(language.folder), workDir, { recursive: true })]);
      const bundle = await Bundle.make();
      const archive = join(bundle.folder, archiveFor(system, processor));
      for (const command of installation(language, archive))
        await project.pulumi(command.split(" ").slice(1));
      await bundle.remove();
      return project;
    } catch (error) {
      await project.remove();
      throw error;
    }
  }

  /** A stack of this project that imports into a Northflank of its own. */
  open(stack: string, settings: Partial<StageSettings> = {}): Promise<Stage> {
    const workspace = {
      workDir: this.workDir,
      pulumiHome: join(this.folder, "home"),
      env: this.env,
      project: this.language.folder,
      // The next stack needs it.
      remove: () => Promise.resolve(),
    };
    return Stage.open({ ...settingsOf(exampleIn(this.language), "cli"), stack, workspace, ...settings });
  }

  /** Runs the CLI, and fails when it does. */
  async pulumi(args: readonly string[]): Promise<string> {
    const env = { ...process.env, ...this.env };
    const { stdout } = await run("pulumi", [...args, "--non-interactive"], { cwd: this.workDir, env });
    return stdout;
  }

  /** `pulumi import` of a backup that is there; plays with the program that it writes. */
  async withImported(stack: string, id: string, play: () => Promise<void>): Promise<void> {
    const out = join(this.folder, "imported");
    const resource = ["northflank:index:AddonBackupImport", "legacy-orders", id];
    await this.pulumi([
      "import",
      ...resource,
      ...["--stack", stack, "--yes", "--skip-preview", "--protect=false", "--out", out],
    ]);
    const { program, preamble = "" } = this.language;
    await this.#with(program, preamble + (await readFile(out, "utf8")), play);
  }

  /** The same stack while its program was one of the npm package. */
  async withNpmPackage(play: () => Promise<void>): Promise<void> {
    const main = folderOf("from-connection-string");
    await this.#with(
      "Pulumi.yaml",
      JSON.stringify({ name: this.language.folder, runtime: "nodejs", main }),
      play,
    );
  }

  async #with(file: string, text: string, play: () => Promise<void>): Promise<void> {
    const path = join(this.workDir, file);
    const own = await readFile(path, "utf8");
    await writeFile(path, text);
    try {
      await play();
    } finally {
      await writeFile(path, own);
    }
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
