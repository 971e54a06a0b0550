// Lines for a terminal, put together from the top down.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_SCREEN_TEXT_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_SCREEN_TEXT_H_

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"
#include "services/sangamctl/screen/terminal.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// Collects lines that fit a layout. Not thread-safe.
class ScreenText {
 public:
  explicit ScreenText(const Layout& layout, Words words = Words("en"))
      : layout_(layout), words_(std::move(words)) {}

  // A line, cut where it is too long. Nothing for an empty text.
  void Line(int indent, absl::string_view text);

  // `text` on the left, cut to leave room for `right` at the right edge.
  void LineWithRight(int indent, absl::string_view text,
                     absl::string_view right);

  // Text on as many lines as it takes; those after the first are indented by
  // two columns more. Nothing for an empty text.
  void Wrapped(int indent, absl::string_view text);

  // An empty line, unless this is the start or the line before is empty.
  void Gap();

  // How many lines there are.
  int lines() const;

  const Layout& layout() const { return layout_; }
  // The language that the lines are in.
  const Words& words() const { return words_; }
  std::string Take() { return std::move(text_); }

 private:
  Layout layout_;
  Words words_;
  std::string text_;
};

// Makes every text in `message` safe to print, as PlainText does.
void MakePlain(google::protobuf::Message& message);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_SCREEN_TEXT_H_
