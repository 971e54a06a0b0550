#include "services/sangamctl/commands/language_choice.h"

#include "absl/strings/str_cat.h"
#include "services/sangamctl/commands/console.h"

namespace sangam::sangamctl {

std::string LanguageNote(const std::string& language) {
  if (language.empty() || Words::Speaks(language)) return "";
  return absl::StrCat("--language ", language,
                      ": the languages are en (English) and hi (Hindi); this"
                      " is English, but for texts that the catalogue holds in ",
                      language);
}

Words ChooseWords(const ParsedCommand& command) {
  const std::string language = command.Value("language");
  const std::string note = LanguageNote(language);
  if (!note.empty()) Complain(note);
  return Words(language);
}

}  // namespace sangam::sangamctl
