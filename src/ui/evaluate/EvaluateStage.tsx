export function EvaluateStage() {
  return null;
}
