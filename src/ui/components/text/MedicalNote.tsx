/** Stands wherever a scan is judged. */
export function MedicalNote() {
  return <p className="quiet dense">Research and education only. Not a medical device.</p>;
}
