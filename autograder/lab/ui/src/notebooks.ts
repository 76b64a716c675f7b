// What is looked at of a notebook: whether the course grades it, and where its exercises are.

import { PathExt } from '@jupyterlab/coreutils';
import { NotebookPanel } from '@jupyterlab/notebook';

import { IAssignment } from './api';

/** The assignment that the notebook belongs to, by its name or, if it was renamed, by what it holds. */
export function belongsTo(panel: NotebookPanel, course: IAssignment[]): IAssignment | undefined {
  const name = PathExt.basename(panel.context.path);
  const names = new Set(panel.content.widgets.map(cell => gradeId(cell.model)));
  return (
    course.find(assignment => assignment.notebook === name) ??
    course.find(assignment => assignment.exercises.some(exercise => names.has(exercise)))
  );
}

/** Select the cell of the exercise and bring it into view; false if the notebook has none. */
export async function goTo(panel: NotebookPanel, exercise: string): Promise<boolean> {
  const notebook = panel.content;
  const marked = notebook.widgets.findIndex(cell => gradeId(cell.model) === exercise);
  const start = new RegExp(`^def ${exercise}\\(`, 'm');
  const place = marked >= 0 ? marked : notebook.widgets.findIndex(cell => start.test(cell.model.sharedModel.getSource()));
  if (place < 0) {
    return false;
  }
  notebook.deselectAll();
  notebook.activeCellIndex = place;
  notebook.mode = 'command';
  await notebook.scrollToItem(place, 'start');
  notebook.activate();
  return true;
}

function gradeId(model: { getMetadata(key: string): any }): unknown {
  return model.getMetadata('nbgrader')?.grade_id;
}
