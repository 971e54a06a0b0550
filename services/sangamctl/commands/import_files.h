// The files that an import is told to read.
#ifndef SANGAM_SERVICES_SANGAMCTL_COMMANDS_IMPORT_FILES_H_
#define SANGAM_SERVICES_SANGAMCTL_COMMANDS_IMPORT_FILES_H_

#include <string>
#include <vector>

#include "services/sangamctl/bulk/record_source.h"
#include "services/sangamctl/command_line/command_parser.h"
#include "services/sangamctl/document/problem.h"

namespace sangam::sangamctl {

// A copy of standard input, so that it can be read again; gone with the object.
class SpooledInput {
 public:
  SpooledInput() = default;
  SpooledInput(const SpooledInput&) = delete;
  SpooledInput& operator=(const SpooledInput&) = delete;
  ~SpooledInput();

  // Copies all of standard input. The path of the copy; empty if that failed.
  std::string Copy();

 private:
  std::string path_;
};

// The files of the command line with their forms and mappings; adds to
// `problems` whatever is wrong with them. Says in `fault` what is wrong with
// the command line itself. `input` outlives what is made of the files.
std::vector<SourceFile> ImportFiles(const ParsedCommand& command,
                                    SpooledInput& input, Problems& problems,
                                    std::string& fault);

// How many lines the files have, which is about how many records.
size_t CountLines(const std::vector<SourceFile>& files);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_COMMANDS_IMPORT_FILES_H_
