export { renderSarif } from "./render-sarif";
