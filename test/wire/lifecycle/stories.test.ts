import { searchAtOnce, times, tried } from "../../model/searching";
import { play } from "../../stories/play";
import { aStory, type Story } from "../../stories/story";
import {
  equalInputs,
  failureAndDependents,
  lateLists,
  lateListsAndALostImport,
  lateListsAndChangedNames,
  lateListsOfAnotherSource,
} from "../../stories/told";
import { VirtualGround } from "../../stories/virtualGround";

const stories = 6;
const atOnce = 4;

async function playFast(story: Story): Promise<void> {
  const ground = await VirtualGround.open(story);
  try {
    await play(story, ground);
  } finally {
    await ground.close();
  }
}

describe("several imports in one stack", () => {
  it("keep their completed backups when another one fails, whose output is a trigger of theirs", () =>
    playFast(failureAndDependents));

  it("have a backup each where their inputs are equal, also when the first is not waited for to its end", () =>
    playFast(equalInputs));

  it("are never mistaken for what a killed run has imported from elsewhere under the user's name", () =>
    playFast(lateListsOfAnotherSource));

  it("are never mistaken for it where Northflank changes the second one's name, and says no id", () =>
    playFast(lateListsAndChangedNames));

  it("may be mistaken for it only where the second one was lost on its way", () =>
    playFast(lateListsAndALostImport));

  it("are taken over after a kill, also where lists show them only later", () => playFast(lateLists));
});

describe(`any story of several imports in one stack (${tried(stories)})`, function () {
  this.timeout(times(300_000));

  it("imports what is wanted once, keeps what is completed, deletes what is its own, and ends as it began", () =>
    searchAtOnce(stories, atOnce, aStory(6), playFast));
});
