// Markdown, put together from the top down.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_MARKDOWN_TEXT_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_MARKDOWN_TEXT_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace sangam::sangamctl {

// What is given is text, not Markdown: marks in it are shown as they are. Not
// thread-safe.
class MarkdownText {
 public:
  void Title(absl::string_view text);
  // Numbered by itself.
  void Heading(absl::string_view text);
  void Paragraph(absl::string_view text);
  void Item(absl::string_view text);
  void NumberedItem(int number, absl::string_view text);
  // A row has as many cells as there are heads; columns from `first_number` on
  // are set to the right.
  void Table(const std::vector<std::string>& heads,
             const std::vector<std::vector<std::string>>& rows,
             size_t first_number);

  std::string Take() { return std::move(text_); }

 private:
  void Row(const std::vector<std::string>& cells);
  // An empty line, unless the text before is a list's and this is one, too.
  void Gap(bool list);

  std::string text_;
  bool in_list_ = false;
  int headings_ = 0;
};

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_MARKDOWN_TEXT_H_
