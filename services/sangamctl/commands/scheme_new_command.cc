#include "services/sangamctl/commands/scheme_new_command.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/sangamctl/commands/console.h"
#include "services/sangamctl/resource/resource_type.h"
#include "services/sangamctl/scheme_file/scheme_template.h"

namespace sangam::sangamctl {
namespace {

// Creates the file; never opens one that is there.
ExitCode WriteNewFile(const std::string& file, const std::string& text) {
  std::FILE* opened = std::fopen(file.c_str(), "wxe");
  if (opened == nullptr) {
    if (errno == EEXIST) {
      Complain(absl::StrCat(file,
                            " is there already and was left alone; give"
                            " another file with -f"));
    } else {
      Complain(absl::StrCat(file, " can't be written: ", std::strerror(errno)));
    }
    return kExitBadInput;
  }
  const bool written =
      std::fwrite(text.data(), 1, text.size(), opened) == text.size();
  if (std::fclose(opened) != 0 || !written) {
    Complain(absl::StrCat(file, " can't be written; is the disk full?"));
    return kExitInternal;
  }
  return Print(absl::StrCat("Wrote ", file, "; next: sangamctl scheme lint ",
                            file, "\n"));
}

}  // namespace

ExitCode RunSchemeNew(const ParsedCommand& command, const Settings&,
                      const Clock&) {
  absl::string_view id = command.arguments[0];
  absl::ConsumePrefix(&id, "schemes/");
  const std::string fault = SchemeIdFault(id);
  if (!fault.empty()) return ComplainOfUsage(fault);
  const std::string department = command.Value("department");
  const ResourceType* type = TypeOfName(department);
  if (command.Has("department") &&
      (type == nullptr || type->kind != ResourceKind::kDepartment)) {
    return ComplainOfUsage("--department must be like departments/...");
  }
  const std::string text = SchemeTemplate(id, department);
  const std::string file = command.Value("file", absl::StrCat(id, ".yaml"));
  return file == "-" ? Print(text) : WriteNewFile(file, text);
}

}  // namespace sangam::sangamctl
