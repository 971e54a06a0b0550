// Faults of expressions, in the language of the screen.
#ifndef SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_FAULT_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_FAULT_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// What a service says of an expression, in English, as `words` say it. The
// faults that authors meet most are known in Hindi; any other stays as it is.
std::string FaultInWords(absl::string_view message, const Words& words);

// "line 2, column 9".
std::string PlaceInWords(int line, int column, const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_SCHEME_FILE_FAULT_WORDS_H_
