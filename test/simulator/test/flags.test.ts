import assert from "node:assert/strict";
import { choiceFrom } from "../command/choice";
import { flags, switches } from "../command/flags";
import { StartedCommand } from "./startedCommand";

describe("the flags of the simulator's command", () => {
  const command = new StartedCommand();

  for (const flag of ["--help", "-h"]) {
    it(`are all in what ${flag} prints, with their defaults, within 80 columns`, async () => {
      command.run([flag, "--port", "0"]);
      assert.equal(await command.ended(), 0);
      assert.equal(command.stderr, "");
      for (const { name, takes, fallback = "" } of Object.values(flags)) {
        const [, explained = ""] = command.stdout.split(`  --${name} ${takes}  `);
        const [own = ""] = explained.split(/\n {2}(?:-|\n)/);
        assert.ok(fallback === "" || own.includes(`Default: ${fallback}.`), `--${name}: ${own}`);
        assert.notEqual(own, "", name);
      }
      for (const { name } of Object.values(switches)) assert.match(command.stdout, new RegExp(`--${name}  `));
      for (const line of command.stdout.split("\n")) assert.ok(line.length <= 80, line);
    });
  }

  it("are right in the examples of --help", async () => {
    command.run(["--help"]);
    await command.ended();
    const examples = [...command.stdout.matchAll(/^ {4}pulumi-northflank-simulator (.*)$/gm)];
    assert.equal(examples.length, 2);
    for (const [, args = ""] of examples) assert.equal(typeof choiceFrom(args.split(" ")), "object");
  });

  const mistakes: [string, string][] = [
    ["--prot 4800", "There is no option --prot; did you mean --port?"],
    ["--import-second=3", "There is no option --import-second; did you mean --import-seconds?"],
    ["--verbose", "There is no option --verbose; --help lists them all"],
    ["-p 4800", "There is no option -p; --help lists them all"],
    ["4800", '"4800" is no option; --help lists them all'],
    ["--port", "--port needs a whole number from 0 to 65535"],
    ["--port http", '--port takes a whole number from 0 to 65535, not "http"'],
    ["--port 65536", '--port takes a whole number from 0 to 65535, not "65536"'],
    ["--port 0 --port -1", '--port takes a whole number from 0 to 65535, not "-1"'],
    ["--import-seconds soon", '--import-seconds takes a number of seconds, from 0 up, not "soon"'],
    ["--list-lag -3", '--list-lag takes a number of seconds, from 0 up, not "-3"'],
    ["--outcome done", '--outcome takes completed, failed or aborted, not "done"'],
    ["--fault 503", '--fault takes drop, 500 or 409, not "503"'],
    ["--fault drop --fault-times 0", '--fault-times takes a whole number from 1 up, not "0"'],
    ["--fault-times 2", "--fault-times needs --fault, which takes drop, 500 or 409"],
    [
      "--addon orders-db",
      '--addon takes the ids of a project and of an addon in it, such as shop/orders-db, not "orders-db"',
    ],
    ["--quiet=yes", "--quiet takes no value"],
  ];
  for (const [flags, sentence] of mistakes) {
    it(`are refused in one sentence: ${flags}`, async () => {
      command.run(flags.split(" "));
      assert.equal(await command.ended(), 2);
      assert.deepEqual([command.stdout, command.stderr], ["", `${sentence}\n`]);
    });
  }
});
