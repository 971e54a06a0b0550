#include "services/sangamctl/scheme_file/story_screen.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/clock/civil_date.h"
#include "common/clock/clock.h"
#include "services/sangamctl/match_screen/term_words.h"

namespace sangam::sangamctl {
namespace {

constexpr int kMeaning = 6;

}  // namespace

std::string StoryScreen::Titled(const std::string& name) const {
  const auto found = material_.titles.find(name);
  return found == material_.titles.end() || found->second.empty()
             ? name
             : absl::StrCat(found->second, " (", name, ")");
}

std::string StoryScreen::Labelled(const std::string& attribute) const {
  const auto found = material_.attributes.find(attribute);
  return found == material_.attributes.end() || found->second.label.empty()
             ? attribute
             : found->second.label;
}

void StoryScreen::Heading(absl::string_view english, absl::string_view hindi) {
  screen_.Gap();
  screen_.Line(0, Bold(Say(english, hindi), layout()));
}

void StoryScreen::Item(absl::string_view english, absl::string_view hindi,
                       absl::string_view text) {
  if (!text.empty()) Item(absl::StrCat(Say(english, hindi), text));
}

void StoryScreen::Meaning(const std::string& expression) {
  if (expression.empty()) return;
  const auto found = material_.meanings.find(expression);
  if (found == material_.meanings.end() || found->second.empty()) {
    screen_.Wrapped(kMeaning, Dim(expression, layout()));
    return;
  }
  for (const std::string& line : found->second) {
    const absl::string_view text = absl::StripLeadingAsciiWhitespace(line);
    screen_.Wrapped(kMeaning + static_cast<int>(line.size() - text.size()),
                    Dim(text, layout()));
  }
}

void StoryScreen::Only(const std::string& expression,
                       const type::v1::LocalizedText& description) {
  const std::string told = words().Pick(description);
  if (expression.empty() && told.empty()) return;
  UnderItem(told.empty() ? Say("only if:", "केवल यदि:")
                         : absl::StrCat(Say("only if: ", "केवल यदि: "), told));
  Meaning(expression);
}

void StoryScreen::Sources(
    const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations) {
  for (const auto& citation : citations) {
    UnderItem(Dim(SourceInWords(citation, words()), layout()));
  }
}

std::string DayInWords(const google::protobuf::Timestamp& time) {
  return FormatDay(IndiaDay(absl::FromUnixSeconds(time.seconds())));
}

}  // namespace sangam::sangamctl
