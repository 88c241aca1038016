import type {LivePage} from "../live-page.ts";
import type {StudyContext, StudyPart} from "../study.ts";
import {type ExerciseContext, ExercisePanel} from "./exercise.ts";

/** Brings the page's exercises to life, with the code that the reader wrote before. */
export function openExercises(context: StudyContext & Pick<ExerciseContext, "createWorker">): StudyPart {
  const panels = new Map<string, ExercisePanel>();
  const update = ({exercises = []}: LivePage): void => {
    const ids = new Set(exercises.map(({id}) => id));
    for (const [id, panel] of panels) {
      if (ids.has(id)) continue;
      panel.dispose();
      panels.delete(id);
    }
    for (const exercise of exercises) {
      const panel = panels.get(exercise.id);
      const section = context.root.querySelector<HTMLElement>(`#exercise-${CSS.escape(exercise.id)}`);
      if (panel && section) panel.update(exercise, section);
      else if (section) panels.set(exercise.id, new ExercisePanel(section, exercise, context));
    }
  };
  update(context.page);
  return {update};
}
