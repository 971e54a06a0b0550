// What the parts of a story share: how they stand on the screen.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_SCREEN_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_SCREEN_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_field.h"
#include "google/protobuf/timestamp.pb.h"
#include "sangam/type/v1/citation.pb.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/scheme_file/scheme_story.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// Lines of one story; lives as long as its telling takes. Not thread-safe.
class StoryScreen {
 public:
  StoryScreen(const StoryMaterial& material, const Words& words,
              const Layout& layout)
      : material_(material), screen_(layout, words) {}

  const StoryMaterial& material() const { return material_; }
  const Words& words() const { return screen_.words(); }
  const Layout& layout() const { return screen_.layout(); }
  std::string Take() { return screen_.Take(); }

  std::string Say(absl::string_view english, absl::string_view hindi) const {
    return words().Say(english, hindi);
  }

  // "Title (name)", or the name alone.
  std::string Titled(const std::string& name) const;
  // What an attribute is called, else its name.
  std::string Labelled(const std::string& attribute) const;

  // The heading of a part, in bold after an empty line.
  void Heading(absl::string_view english, absl::string_view hindi);
  // A line of the head.
  void Top(absl::string_view text) { screen_.Wrapped(0, text); }
  // A line of a part.
  void Item(absl::string_view text) { screen_.Wrapped(2, text); }
  // The same with what is said before it, unless the text is empty.
  void Item(absl::string_view english, absl::string_view hindi,
            absl::string_view text);
  // A line about the item above.
  void UnderItem(absl::string_view text) { screen_.Wrapped(4, text); }
  // What an expression means, a line for each part.
  void Meaning(const std::string& expression);
  // What must hold for the item above; nothing if both are empty.
  void Only(const std::string& expression,
            const type::v1::LocalizedText& description);
  // Where the item above is stated.
  void Sources(
      const google::protobuf::RepeatedPtrField<type::v1::Citation>& citations);

 private:
  const StoryMaterial& material_;
  ScreenText screen_;
};

// "2026-04-01" in India.
std::string DayInWords(const google::protobuf::Timestamp& time);

// "• only for who has Title (schemes/a)", as an item.
std::string RelationItem(const scheme_catalog::v1::SchemeRelation& relation,
                         const StoryScreen& screen);

// What it gives, who pays, and how it stands to other schemes.
void TellTerms(StoryScreen& screen);

// What plans read: of a benefit and of a funding rule, under their items, and
// of the whole version.
void TellForPlans(const scheme_catalog::v1::Benefit& benefit,
                  StoryScreen& screen);
void TellForPlans(const scheme_catalog::v1::FundingRule& rule,
                  StoryScreen& screen);
void TellPlanTerms(StoryScreen& screen);

// When, where and with what to apply.
void TellApplication(StoryScreen& screen);

// Who wrote it, which steps it took, on what it rests.
void TellHistory(StoryScreen& screen);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_STORY_SCREEN_H_
