/**
 * Takes a file that is dropped anywhere on the page. A file that hovers over it is shown at `place`, which gets
 * `data-drop` meanwhile; a text or a picture that is dragged is left alone.
 * @param may whether the page takes a file now
 */
export function takeDroppedFiles(place: HTMLElement, take: (file: File) => void, may = () => true): void {
  const isFile = ({dataTransfer}: DragEvent) => may() && dataTransfer?.types.includes("Files") === true;
  document.addEventListener("dragover", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    place.dataset.drop = "";
  });
  document.addEventListener("dragleave", ({relatedTarget}) => {
    if (!relatedTarget) delete place.dataset.drop;
  });
  document.addEventListener("drop", (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    delete place.dataset.drop;
    const [file] = event.dataTransfer?.files ?? [];
    if (file) take(file);
  });
}
