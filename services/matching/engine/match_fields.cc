#include "services/matching/engine/match_fields.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/validation/violations.h"
#include "google/protobuf/descriptor.h"

namespace sangam::matching {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int kMostPaths = 200;

// What the parts of a field are fields of; null if it has none to name. The
// entries of a map have no paths.
const Descriptor* TypeOf(const FieldDescriptor& field) {
  return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE && !field.is_map()
             ? field.message_type()
             : nullptr;
}

// The fields that lead to `path`, outermost first; empty if it names none.
std::vector<const FieldDescriptor*> FieldsOf(absl::string_view path) {
  std::vector<const FieldDescriptor*> fields;
  const Descriptor* type = v1::SchemeMatch::descriptor();
  for (absl::string_view name : absl::StrSplit(path, '.')) {
    const FieldDescriptor* field =
        type == nullptr ? nullptr : type->FindFieldByName(std::string(name));
    if (field == nullptr) return {};
    fields.push_back(field);
    type = TypeOf(*field);
  }
  return fields;
}

}  // namespace

absl::StatusOr<MatchFields> MatchFields::Read(
    const google::protobuf::FieldMask& mask, absl::string_view field) {
  Violations violations;
  MatchFields fields;
  if (mask.paths_size() > kMostPaths) {
    violations.Add(absl::StrCat(field, ".paths"),
                   absl::StrCat("has more than ", kMostPaths, " elements"));
    return violations.ToStatus();
  }
  bool everything = false;
  for (int i = 0; i < mask.paths_size(); ++i) {
    const std::string& path = mask.paths(i);
    if (path == "*") {
      everything = true;
    } else if (FieldsOf(path).empty()) {
      violations.Add(
          absl::StrCat(field, ".paths[", i, "]"),
          absl::StrCat("\"", path, "\" is not a field of SchemeMatch"));
    } else {
      fields.Add(path);
    }
  }
  absl::Status status = violations.ToStatus();
  if (!status.ok()) return status;
  return everything ? MatchFields() : fields;
}

void MatchFields::Add(absl::string_view path) {
  Wanted* wanted = &wanted_;
  bool is_new = true;
  for (const FieldDescriptor* field : FieldsOf(path)) {
    // What is wanted whole stays so.
    if (!is_new && wanted != &wanted_ && wanted->parts.empty()) return;
    const auto [part, inserted] = wanted->parts.try_emplace(field->number());
    is_new = inserted;
    wanted = &part->second;
  }
  wanted->parts.clear();
}

bool MatchFields::Has(int number, int part) const {
  if (wanted_.parts.empty()) return true;
  const auto found = wanted_.parts.find(number);
  if (found == wanted_.parts.end()) return false;
  return found->second.parts.empty() || found->second.parts.count(part) > 0;
}

void MatchFields::Prune(v1::SchemeMatch* match) const { Clear(wanted_, match); }

void MatchFields::Clear(const Wanted& wanted, Message* message) {
  if (wanted.parts.empty()) return;
  const auto& reflection = *message->GetReflection();
  std::vector<const FieldDescriptor*> fields;
  reflection.ListFields(*message, &fields);
  for (const FieldDescriptor* field : fields) {
    const auto part = wanted.parts.find(field->number());
    if (part == wanted.parts.end()) {
      reflection.ClearField(message, field);
    } else if (part->second.parts.empty()) {
      continue;
    } else if (field->is_repeated()) {
      for (int i = 0; i < reflection.FieldSize(*message, field); ++i) {
        Clear(part->second,
              reflection.MutableRepeatedMessage(message, field, i));
      }
    } else {
      Clear(part->second, reflection.MutableMessage(message, field));
    }
  }
}

}  // namespace sangam::matching
