#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/scheme_file/story_screen.h"

namespace sangam::sangamctl {
namespace {

namespace catalog = scheme_catalog::v1;

// "2026-04-02: closed by state-office, day: 2026-12-31: merged".
void TellStep(const catalog::SchemeVersionStep& step, StoryScreen& screen) {
  std::string text =
      absl::StrCat(step.has_time() ? DayInWords(step.time()) : "",
                   step.has_time() ? ": " : "", screen.words().Of(step.kind()));
  if (!step.principal().empty()) {
    absl::StrAppend(&text, screen.Say(" by ", ", द्वारा: "), step.principal());
  }
  const std::string day = DateInWords(step.day());
  if (!day.empty()) {
    absl::StrAppend(&text, screen.Say(", day: ", ", तिथि: "), day);
  }
  if (!step.note().empty()) absl::StrAppend(&text, ": ", step.note());
  screen.Item(text);
  screen.Sources(step.citations());
}

}  // namespace

void TellHistory(StoryScreen& screen) {
  const catalog::SchemeVersion& version = screen.material().version;
  screen.Heading("ABOUT THIS TEXT", "इस पाठ के बारे में");
  screen.Item("written by ", "लेखक: ", absl::StrJoin(version.authors(), ", "));
  if (version.steps().empty()) {
    screen.Item("submitted by ", "प्रस्तुतकर्ता: ", version.submitted_by());
    screen.Item("published by ", "प्रकाशक: ", version.published_by());
    screen.Item(
        "published on ", "प्रकाशन की तिथि: ",
        version.has_publish_time() ? DayInWords(version.publish_time()) : "");
  }
  for (const auto& step : version.steps()) TellStep(step, screen);
  screen.Item(
      "last changed on ", "अंतिम परिवर्तन: ",
      version.has_update_time() ? DayInWords(version.update_time()) : "");
  screen.Item("compared with its sources on ",
              "स्रोतों से मिलान: ", DateInWords(version.verified_on()));
  screen.Item("to be compared again by ",
              "पुनः मिलान की तिथि: ", DateInWords(version.review_by()));
  screen.Item("review: ", "समीक्षा: ", version.review_note());
  screen.Item("note: ", "टिप्पणी: ", version.notes());
  if (version.authors().empty() && version.published_by().empty()) {
    screen.Item(screen.Say("not stored, or stored without an account",
                           "संग्रहीत नहीं, या बिना खाते के"));
  }
  screen.Sources(version.citations());
  // Titles of departments and places, documents and ways to apply have one
  // language on record.
  const std::string note =
      screen.Say("", "जो केवल अंग्रेज़ी में दर्ज है, वह अंग्रेज़ी में दिखाया गया है।");
  if (!note.empty()) screen.Top(note);
}

}  // namespace sangam::sangamctl
