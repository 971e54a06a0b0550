// The language that --language asks for.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_LANGUAGE_CHOICE_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_LANGUAGE_CHOICE_H_

#include <string>

#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// What to tell a person who asks for a language without fixed words; empty for
// English, Hindi and none at all.
std::string LanguageNote(const std::string& language);

// The words of --language. Says on standard error where they are English
// although another language was asked for.
Words ChooseWords(const ParsedCommand& command);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_LANGUAGE_CHOICE_H_
