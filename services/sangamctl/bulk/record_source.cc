#include "services/sangamctl/bulk/record_source.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "google/protobuf/util/json_util.h"
#include "nlohmann/json.hpp"
#include "services/sangamctl/bulk/csv_reader.h"
#include "services/sangamctl/bulk/encoding.h"
#include "services/sangamctl/document/message_writer.h"
#include "services/sangamctl/resource/resource_files.h"

namespace sangam::sangamctl {
namespace {

// Beside the record in files of rejects.
constexpr char kFaultHeading[] = "Fault (not imported)";
constexpr char kFaultKey[] = "fault";
constexpr char kFaultComment[] =
    "# Records that were not imported, each after its fault.";

class CsvSource : public RecordSource {
 public:
  CsvSource(const SourceFile& file, Problems& problems)
      : mapping_(file.mapping), input_(file.path), reader_(&input_) {
    if (!reader_.Next(headings_)) {
      problems.push_back({file.name,
                          {},
                          reader_.fault().empty()
                              ? "there is no row of headings"
                              : reader_.fault()});
      return;
    }
    const bool readable = absl::c_all_of(headings_, IsUtf8);
    for (std::string& heading : headings_) {
      heading = std::string(absl::StripAsciiWhitespace(heading));
    }
    for (const auto& [heading, target] : mapping_->columns) {
      const auto count =
          std::count(headings_.begin(), headings_.end(), heading);
      if (count == 1 || (count > 1 && mapping_->first_of_same_heading)) {
        continue;
      }
      // Its bytes can be in no message.
      if (count == 0 && !readable) {
        problems.push_back(
            {file.name, {}, absl::StrCat("the row of headings ", kNotUtf8)});
        return;
      }
      problems.push_back(
          {file.name,
           {},
           count == 0
               ? absl::StrCat("there is no column \"", heading,
                              "\"; there are: ", absl::StrJoin(headings_, ", "))
               : absl::StrCat("there are ", count, " columns \"", heading,
                              "\"; rename those that are not meant")});
    }
  }

  bool Next(SourceRecord& record) override {
    if (!reader_.Next(cells_)) return false;
    record.line = reader_.line();
    record.record.Clear();
    // What it has tells which record it is, even where it can't be taken.
    record.fault = MapRow(*mapping_, headings_, cells_, &record.record);
    if (cells_.size() > headings_.size()) {
      record.fault = WrongNumberOfCells(cells_.size(), headings_.size());
    } else if (OwnCells() < Width()) {
      // A row that was cut says nothing of the fields that it lacks.
      record.fault = WrongNumberOfCells(OwnCells(), Width());
    }
    return true;
  }
  std::string fault() const override { return reader_.fault(); }

  std::string Rejected(const std::string& why) const override {
    std::vector<std::string> cells = cells_;
    // Of a file of rejects, why it was rejected before.
    if (Width() < headings_.size() && cells.size() > Width()) cells.pop_back();
    // Cells too many stay, so that nothing is lost where they are put right; a
    // row that was cut stays cut, so that nothing is taken for empty.
    if (OwnCells() < Width()) cells.resize(OwnCells());
    cells.push_back(why);
    return CsvLine(cells);
  }
  std::string RejectsHeader() const override {
    std::vector<std::string> headings = headings_;
    headings.resize(Width());
    headings.push_back(kFaultHeading);
    return CsvLine(headings);
  }

 private:
  static std::string WrongNumberOfCells(size_t cells, size_t headings) {
    return absl::StrCat("has ", cells, " cells, and there are ", headings,
                        " headings");
  }

  // Of a row that was cut, without the fault that an earlier import put after
  // it.
  size_t OwnCells() const {
    const size_t before = cells_.size() - 1;
    return cells_.back() == WrongNumberOfCells(before, Width()) ? before
                                                                : before + 1;
  }

  // Without the faults of a file of rejects.
  size_t Width() const {
    return headings_.back() == kFaultHeading ? headings_.size() - 1
                                             : headings_.size();
  }

  const std::shared_ptr<const Mapping> mapping_;
  std::ifstream input_;
  CsvReader reader_;
  std::vector<std::string> headings_;
  std::vector<std::string> cells_;
};

std::string TextIn(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>()
                                                     : std::string();
}

// Sets the name and the outside ids of the record that `json` would be.
void FillIdentity(const nlohmann::json& json, registry::v1::Entity* entity) {
  if (!json.is_object()) return;
  for (const ResourceType& type : AllResourceTypes()) {
    const auto found = json.find(type.field);
    if (type.service != Service::kRegistry || found == json.end() ||
        !found->is_object()) {
      continue;
    }
    google::protobuf::Message* record = MutableRecord(type, entity);
    record->GetReflection()->SetString(
        record, record->GetDescriptor()->FindFieldByName("name"),
        TextIn(*found, "name"));
    for (const char* key : {"outside_ids", "outsideIds"}) {
      const auto ids = found->find(key);
      if (ids == found->end() || !ids->is_array()) continue;
      for (const auto& id : *ids) {
        if (!id.is_object()) continue;
        AddOutsideId(record, TextIn(id, "system"), TextIn(id, "value"));
      }
    }
  }
}

class JsonLinesSource : public RecordSource {
 public:
  explicit JsonLinesSource(const SourceFile& file) : input_(file.path) {}

  bool Next(SourceRecord& record) override {
    do {
      if (!fault_.empty() || !std::getline(input_, text_)) return false;
      if (++line_ == 1) PassMark();
    } while (absl::StripAsciiWhitespace(text_).empty());
    if (!fault_.empty()) return false;
    record.line = line_;
    record.record.Clear();
    record.fault.clear();
    if (!IsUtf8(text_)) {
      record.fault = kNotUtf8;
      return true;
    }
    const auto read = google::protobuf::util::JsonStringToMessage(
        WithoutFault(), record.record.mutable_entity());
    if (!read.ok()) {
      record.fault =
          absl::StrCat("is no record in JSON: ", std::string(read.message()));
      record.record.clear_entity();
      FillIdentity(nlohmann::json::parse(text_, nullptr, false),
                   record.record.mutable_entity());
    }
    return true;
  }
  std::string fault() const override { return fault_; }

  std::string Rejected(const std::string& why) const override {
    auto json = nlohmann::ordered_json::parse(text_, nullptr, false);
    // It can't be given a field of its own.
    if (!json.is_object()) return absl::StrCat(text_, "\n");
    json[kFaultKey] = why;
    return absl::StrCat(
        json.dump(-1, ' ', false,
                  nlohmann::ordered_json::error_handler_t::replace),
        "\n");
  }

 private:
  std::string WithoutFault() const {
    if (!absl::StrContains(text_, "\"fault\"")) return text_;
    auto json = nlohmann::ordered_json::parse(text_, nullptr, false);
    if (!json.is_object()) return text_;
    json.erase(kFaultKey);
    return json.dump();
  }

  // Of the first line.
  void PassMark() {
    if (BeginsAsUtf16(text_)) fault_ = kUtf16;
    text_ = std::string(absl::StripPrefix(text_, kByteOrderMark));
  }

  std::ifstream input_;
  int64_t line_ = 0;
  std::string text_;
  std::string fault_;
};

// YAML is read whole: it is for files that people write.
class YamlSource : public RecordSource {
 public:
  YamlSource(const SourceFile& file, Problems& problems) {
    ReadResources(file.name, ReadFile(file.path, std::cin, problems),
                  resources_, problems);
    for (const Resource& resource : resources_) {
      if (resource.type->service == Service::kRegistry) continue;
      problems.push_back(
          {file.name, PositionOfField(resource, "name"),
           absl::StrCat(resource.name, " is not of the registry; use apply")});
    }
  }

  bool Next(SourceRecord& record) override {
    if (next_ == resources_.size()) return false;
    const Resource& resource = resources_[next_++];
    record.line = PositionOfField(resource, "name").line;
    record.record.Clear();
    record.fault.clear();
    MutableRecord(*resource.type, record.record.mutable_entity())
        ->CopyFrom(*resource.message);
    return true;
  }
  std::string fault() const override { return ""; }

  std::string Rejected(const std::string& why) const override {
    return absl::StrCat("---\n# ", absl::StrReplaceAll(why, {{"\n", " "}}),
                        "\n", WriteYaml(*resources_[next_ - 1].message));
  }
  std::string RejectsHeader() const override {
    return absl::StrCat(kFaultComment, "\n");
  }

 private:
  std::vector<Resource> resources_;
  size_t next_ = 0;
};

}  // namespace

google::protobuf::FieldMask SourceFile::Mask() const {
  return form == Form::kCsv ? MaskOf(*mapping) : google::protobuf::FieldMask();
}

std::unique_ptr<RecordSource> OpenSource(const SourceFile& file,
                                         Problems& problems) {
  if (!std::ifstream(file.path)) {
    problems.push_back({file.name, {}, "can't be read"});
    return nullptr;
  }
  const size_t before = problems.size();
  std::unique_ptr<RecordSource> source;
  switch (file.form) {
    case SourceFile::Form::kCsv:
      source = std::make_unique<CsvSource>(file, problems);
      break;
    case SourceFile::Form::kJsonLines:
      source = std::make_unique<JsonLinesSource>(file);
      break;
    case SourceFile::Form::kYaml:
      source = std::make_unique<YamlSource>(file, problems);
      break;
  }
  return problems.size() == before ? std::move(source) : nullptr;
}

bool IsFileOfRejects(std::istream& input) {
  std::vector<std::string> headings;
  if (CsvReader(&input).Next(headings) && headings.back() == kFaultHeading) {
    return true;
  }
  input.clear();
  input.seekg(0);
  std::string line;
  for (bool first = true; std::getline(input, line); first = false) {
    if (first && line == kFaultComment) return true;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    // One that is none went there as it was.
    if (json.is_object()) return json.contains(kFaultKey);
  }
  return false;
}

bool FormOfName(const std::string& name, SourceFile::Form* form) {
  if (absl::EndsWith(name, ".csv")) {
    *form = SourceFile::Form::kCsv;
  } else if (absl::EndsWith(name, ".jsonl") ||
             absl::EndsWith(name, ".ndjson")) {
    *form = SourceFile::Form::kJsonLines;
  } else if (absl::EndsWith(name, ".yaml") || absl::EndsWith(name, ".yml")) {
    *form = SourceFile::Form::kYaml;
  } else {
    return false;
  }
  return true;
}

}  // namespace sangam::sangamctl
