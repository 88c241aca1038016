import type {Section} from "../../page/index.ts";
import type {LivePage} from "../live-page.ts";
import type {StudyContext, StudyPart} from "../study.ts";
import type {WorkRecord} from "../work/types.ts";
import {followSections} from "./follow-sections.ts";
import {markContents, watchContents} from "./marks.ts";
import {mayOffer, offerToGoOn} from "./resume.ts";
import {placeOf, readSections} from "./tally.ts";

/** Remembers which sections the reader has read and where they are, and offers to go on there. */
export function followProgress({root, page, lesson, work}: StudyContext): StudyPart {
  let sections = page.sections ?? [];
  let read = new Map<string, WorkRecord>();
  let stop = () => {};
  let takeBack = () => {};
  /** Whether the reader has been in a section since the page was opened: before that, its top is no place to go back to. */
  let moved = false;

  const mark = () => markContents(new Set(read.keys()), sections.length);

  function keepSeen(seen: Section[]): void {
    for (const {id, hash} of seen)
      if (!read.has(id)) void keep({lesson, item: `section:${id}`, value: {seen: true}, hash, time: 0});
    mark();
  }

  function keep(record: WorkRecord): Promise<void> {
    read.set(record.item.slice("section:".length), record);
    const {time: _, ...put} = record;
    return work.put(put);
  }

  function keepPlace(section: Section | undefined): void {
    if (section) takeBack();
    if (!section && !moved) return;
    moved = true;
    void work.put({lesson, item: "place", value: {section: section?.id ?? null}, hash: section?.hash ?? ""});
  }

  /** Reads the marks anew, and writes those anew that were found under an older name or for an older text. */
  async function refresh(): Promise<void> {
    read = readSections(sections, await work.list({lesson}));
    mark();
    for (const {id, hash} of sections) {
      const record = read.get(id);
      const item = `section:${id}`;
      if (!record || (record.item === item && record.hash === hash)) continue;
      await keep({...record, item, hash});
      if (record.item !== item) await work.remove({lesson, item: record.item});
    }
  }

  async function open(): Promise<void> {
    await refresh();
    const place = placeOf(sections, await work.get(lesson, "place"));
    if (place && mayOffer()) takeBack = offerToGoOn(place);
    follow();
  }

  function follow(): void {
    stop();
    const ends = [
      followSections(root, sections, {onSeen: keepSeen, onPlace: keepPlace}),
      watchContents(mark),
      work.watch((change) => {
        if ("record" in change ? change.record.item.startsWith("section:") : "removed" in change) void refresh();
      }),
    ];
    stop = () => {
      for (const end of ends) end();
    };
  }

  const opened = open();
  return {
    update(next: LivePage) {
      sections = next.sections ?? [];
      void opened.then(refresh).then(follow);
    },
  };
}
