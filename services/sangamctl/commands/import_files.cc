#include "services/sangamctl/commands/import_files.h"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/sangamctl/bulk/lgd_mapping.h"
#include "services/sangamctl/resource/resource_files.h"

namespace sangam::sangamctl {
namespace {

constexpr size_t kBlockBytes = size_t{1} << 20;

bool ReadForm(const std::string& text, SourceFile::Form* form) {
  return FormOfName(absl::StrCat(".", text), form);
}

std::shared_ptr<const Mapping> MappingOfLgdFile(const SourceFile& file,
                                                const std::string& level,
                                                Problems& problems) {
  std::ifstream input(file.path);
  const LgdMapping lgd = LgdMappingFor(&input, level);
  if (!lgd.fault.empty()) {
    problems.push_back({file.name, {}, lgd.fault});
    return nullptr;
  }
  auto mapping =
      std::make_shared<Mapping>(ReadMapping(file.name, lgd.text, problems));
  // A name may stand there in two languages, under one heading.
  mapping->first_of_same_heading = true;
  return mapping;
}

}  // namespace

SpooledInput::~SpooledInput() {
  if (!path_.empty()) unlink(path_.c_str());
}

std::string SpooledInput::Copy() {
  std::error_code failed;
  std::string path =
      (std::filesystem::temp_directory_path(failed) / "sangam_import_XXXXXX")
          .string();
  const int file = failed ? -1 : mkstemp(path.data());
  if (file < 0) return "";
  close(file);
  path_ = path;
  std::ofstream output(path, std::ios::binary);
  std::vector<char> block(kBlockBytes);
  while (output && std::cin) {
    std::cin.read(block.data(), static_cast<std::streamsize>(block.size()));
    output.write(block.data(), std::cin.gcount());
  }
  output.close();
  return output && std::cin.eof() ? path : "";
}

std::vector<SourceFile> ImportFiles(const ParsedCommand& command,
                                    SpooledInput& input, Problems& problems,
                                    std::string& fault) {
  std::vector<SourceFile> files;
  std::shared_ptr<const Mapping> mapping;
  if (command.Has("mapping")) {
    const std::string file = command.Value("mapping");
    mapping = std::make_shared<Mapping>(
        ReadMapping(file, ReadFile(file, std::cin, problems), problems));
  }
  const std::string level = command.Value("lgd-level");
  if (command.Has("lgd-level")) {
    const std::vector<std::string> levels = LgdLevels();
    if (!command.Has("lgd")) {
      fault = "--lgd-level goes with --lgd";
    } else if (!absl::c_linear_search(levels, level)) {
      fault = absl::StrCat("--lgd-level must be one of ",
                           absl::StrJoin(levels, ", "));
    }
    if (!fault.empty()) return files;
  }
  for (const std::string& name : command.arguments) {
    SourceFile file;
    file.name = name;
    file.path = name;
    const bool known = command.Has("format")
                           ? ReadForm(command.Value("format"), &file.form)
                           : FormOfName(name, &file.form);
    if (!known) {
      fault = command.Has("format") ? "--format must be csv, jsonl or yaml"
                                    : absl::StrCat("say the --format of ", name,
                                                   ": csv, jsonl or yaml");
      return files;
    }
    if (name == "-") {
      file.path = input.Copy();
      if (file.path.empty()) {
        problems.push_back({name, {}, "can't be read or kept meanwhile"});
        continue;
      }
    }
    if (file.form == SourceFile::Form::kCsv) {
      file.mapping = command.Has("lgd")
                         ? MappingOfLgdFile(file, level, problems)
                         : mapping;
      if (file.mapping == nullptr && !command.Has("lgd")) {
        fault = "a CSV file needs a --mapping FILE, or --lgd";
        return files;
      }
    }
    files.push_back(std::move(file));
  }
  return files;
}

size_t CountLines(const std::vector<SourceFile>& files) {
  size_t lines = 0;
  std::vector<char> block(kBlockBytes);
  for (const SourceFile& file : files) {
    std::ifstream input(file.path, std::ios::binary);
    while (input) {
      input.read(block.data(), static_cast<std::streamsize>(block.size()));
      lines += std::count(block.data(), block.data() + input.gcount(), '\n');
    }
    if (file.form == SourceFile::Form::kCsv && lines > 0) --lines;
  }
  return lines;
}

}  // namespace sangam::sangamctl
