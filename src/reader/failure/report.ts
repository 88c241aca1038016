import type {Position} from "../../page/index.ts";
import type {RunningCell} from "../running-cell.ts";
import {renderError, renderRemark, renderWaiting} from "./error-view.ts";
import {isOwn, type OwnFailure, type UpstreamFailure} from "./failure.ts";

/**
 * Shows a cell's own failure in its place, and says it once in the console. The place has to be looked up, so the
 * message comes a moment later, unless the cell runs again before.
 */
export async function showOwnFailure(
  running: RunningCell,
  failure: OwnFailure,
  {log = true, beside = false} = {},
): Promise<void> {
  running.failure = failure;
  const place = await placeOf(running, failure);
  if (running.isDisposed || running.failure !== failure) return;
  const {name, message} = failure;
  const view = {message, path: pathOf(running), place, ...(name === undefined ? {} : {name})};
  running.showError(failure.quiet ? renderRemark(message, running.cell) : renderError(view, running.cell), {beside});
  if (log && !failure.quiet) await logFailure(running, failure);
}

/** Shows for which cell this one waits in vain. */
export async function showWaiting(running: RunningCell, failure: UpstreamFailure): Promise<void> {
  running.failure = failure;
  const {culprit, name} = failure;
  const own = culprit.failure && isOwn(culprit.failure) ? culprit.failure : undefined;
  const {line} = own ? await placeOf(culprit, own) : culprit.cell.position;
  if (running.isDisposed || running.failure !== failure) return;
  const view = {name, path: pathOf(culprit), line, ...whereToLook(culprit, own)};
  running.showError(renderWaiting(view, running.cell.mode));
}

/** The culprit's place in the document if it has one, else what it would say there. */
function whereToLook(culprit: RunningCell, own: OwnFailure | undefined): {target?: string; message?: string} {
  const {root} = culprit;
  if (!root.isConnected) return own ? {message: messageOf(own)} : {};
  return root.id === "" ? {} : {target: root.id};
}

export async function logFailure(running: RunningCell, failure: OwnFailure): Promise<void> {
  const {line, column} = await placeOf(running, failure);
  const text = `${pathOf(running)}:${line}:${column}: ${messageOf(failure)}`;
  if (failure.error === undefined) console.error(text);
  else console.error(text, failure.error);
}

/** The file that the cell's text stands in, or what the reader's own text is called. */
function pathOf({cell, scope}: RunningCell): string {
  return cell.edited?.name ?? scope.page.path;
}

async function placeOf({cell}: RunningCell, failure: OwnFailure): Promise<Position> {
  const offset = await failure.offset;
  return {line: cell.position.line + offset.line, column: offset.column};
}

function messageOf({name, message}: OwnFailure): string {
  return name === undefined ? message : `${name}: ${message}`;
}
