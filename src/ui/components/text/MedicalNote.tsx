/** Shown wherever a scan is classified. */
export function MedicalNote() {
  return <p className="quiet dense">Research and education only. Not a medical device.</p>;
}
