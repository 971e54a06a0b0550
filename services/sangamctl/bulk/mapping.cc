#include "services/sangamctl/bulk/mapping.h"

#include <algorithm>
#include <memory>
#include <set>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/validation/personal_detail.h"
#include "services/sangamctl/bulk/encoding.h"
#include "services/sangamctl/bulk/field_value.h"
#include "services/sangamctl/document/document_reader.h"

namespace sangam::sangamctl {
namespace {

using Kind = YamlNode::Kind;
using registry::v1::Entity;
using registry::v1::ImportRecord;

constexpr char kPlaceTitle[] = "place_title";
constexpr char kPlaceParent[] = "place_parent";
constexpr absl::string_view kAttributeTypes[] = {"number", "truth", "text",
                                                 "list", "date"};

bool StandsBeside(const std::string& field) {
  return field == kPlaceTitle || field == kPlaceParent;
}

// Reads one mapping file.
class Reader {
 public:
  Reader(std::string file, Problems& problems)
      : file_(std::move(file)), problems_(problems) {}

  void Read(const YamlEdge& document, Mapping& mapping) {
    if (document.node->kind != Kind::kMapping) {
      return Complain(document, "expected collection, columns and set");
    }
    for (const auto& [key, value] : document.node->entries) {
      if (key.node->text == "collection") {
        mapping.type = TypeOfCollection(value.node->text);
        if (mapping.type == nullptr ||
            mapping.type->service != Service::kRegistry) {
          mapping.type = nullptr;
          Complain(value,
                   "expected places, groups, enterprises, clusters or"
                   " linkages");
        }
      }
    }
    if (mapping.type == nullptr) {
      if (problems_.empty()) Complain(document, "collection is missing");
      return;
    }
    record_ = mapping.type->prototype->GetDescriptor();
    for (const auto& [key, value] : document.node->entries) {
      const std::string& name = key.node->text;
      if (name == "collection") continue;
      if (value.node->kind != Kind::kMapping ||
          (name != "set" && name != "columns")) {
        Complain(key, "expected collection, columns and set");
        continue;
      }
      for (const auto& [heading, target] : value.node->entries) {
        if (name == "set") {
          AddConstant(heading, target, mapping);
        } else {
          AddColumn(heading, target, mapping);
        }
      }
    }
    if (mapping.columns.empty()) Complain(document, "there are no columns");
  }

 private:
  void Complain(const YamlEdge& at, std::string message) {
    problems_.push_back({file_, at.position, std::move(message)});
  }

  // Whether a cell can fill the field, and nothing else does.
  bool Claim(const YamlEdge& at, const std::string& field) {
    if (!StandsBeside(field) && !IsAddedAttribute(*record_, field) &&
        FieldsTo(*record_, field).empty()) {
      Complain(at, absl::StrCat("\"", field, "\" is not a field of a ",
                                record_->name(), " that a column can fill"));
      return false;
    }
    if (field == "etag" || field == "update_time") {
      Complain(at, absl::StrCat("the registry itself sets ", field));
      return false;
    }
    if (!fields_.insert(field).second) {
      Complain(at, absl::StrCat("\"", field, "\" has two sources"));
      return false;
    }
    return true;
  }

  void AddConstant(const YamlEdge& key, const YamlEdge& value,
                   Mapping& mapping) {
    const std::string& field = key.node->text;
    if (!Claim(key, field)) return;
    if (value.node->kind != Kind::kScalar) {
      return Complain(value, "expected one value");
    }
    const std::unique_ptr<google::protobuf::Message> trial(
        mapping.type->prototype->New());
    const std::string fault =
        StandsBeside(field)
            ? ""
            : SetFieldFromText(trial.get(), field, value.node->text, {});
    if (!fault.empty()) return Complain(value, fault);
    mapping.set.emplace_back(field, value.node->text);
  }

  void AddColumn(const YamlEdge& heading, const YamlEdge& value,
                 Mapping& mapping) {
    const std::string name(absl::StripAsciiWhitespace(heading.node->text));
    if (IsPersonalHeading(name)) {
      return Complain(heading,
                      "such a column holds what must not be taken in: people"
                      " are counted, never named; leave it out");
    }
    if (!headings_.insert(name).second) {
      return Complain(heading, "this column stands here twice");
    }
    ColumnTarget target;
    if (value.node->kind == Kind::kScalar) {
      target.field = value.node->text;
    } else if (value.node->kind != Kind::kMapping) {
      return Complain(value, "expected a field, or a mapping");
    }
    for (const auto& [key, option] : value.node->entries) {
      ReadOption(key, option, target);
    }
    if (target.kind == ColumnTarget::Kind::kField &&
        (!Claim(value, target.field) || !ReadType(value, target))) {
      return;
    }
    mapping.columns.emplace_back(name, std::move(target));
  }

  // Of an added attribute nothing but the mapping tells the type.
  bool ReadType(const YamlEdge& at, ColumnTarget& target) {
    if (!IsAddedAttribute(*record_, target.field)) {
      if (target.as.empty()) return true;
      Complain(at, "as is for attributes of profile.extra");
      return false;
    }
    if (target.as.empty()) {
      target.as = target.paise_each > 0   ? "number"
                  : !target.date.empty()  ? "date"
                  : !target.split.empty() ? "list"
                                          : "";
    }
    if (absl::c_linear_search(kAttributeTypes, target.as)) return true;
    Complain(at, absl::StrCat("\"", target.field,
                              "\" needs its type; expected as: number, truth,"
                              " text, list or date"));
    return false;
  }

  void ReadOption(const YamlEdge& key, const YamlEdge& option,
                  ColumnTarget& target) {
    const std::string& name = key.node->text;
    const std::string& text = option.node->text;
    if (name == "field") {
      target.field = text;
    } else if (name == "outside_id") {
      target.kind = ColumnTarget::Kind::kOutsideId;
      target.system = text;
    } else if (name == "belongs_to") {
      target.kind = ColumnTarget::Kind::kBelongsTo;
      target.system = text;
    } else if (name == "prefix") {
      target.prefix = text;
    } else if (name == "date") {
      target.date = text;
    } else if (name == "as") {
      target.as = text;
    } else if (name == "split") {
      target.split = text;
    } else if (name == "unit") {
      target.paise_each = text == "rupees"  ? 100
                          : text == "lakh"  ? int64_t{100} * 100'000
                          : text == "crore" ? int64_t{100} * 10'000'000
                                            : 0;
      if (target.paise_each == 0) {
        Complain(option, "expected rupees, lakh or crore");
      }
    } else if (name == "values" && option.node->kind == Kind::kMapping) {
      for (const auto& [from, to] : option.node->entries) {
        target.values.emplace(from.node->text, to.node->text);
      }
    } else {
      Complain(key,
               "expected field, outside_id, belongs_to, prefix, as, unit,"
               " date, split or values");
    }
  }

  const std::string file_;
  Problems& problems_;
  const google::protobuf::Descriptor* record_ = nullptr;
  std::set<std::string> fields_;
  std::set<std::string> headings_;
};

// What the target makes of a cell; gives what is wrong, or nothing.
std::string SetTarget(const std::string& field, const std::string& text,
                      const ColumnTarget& how,
                      google::protobuf::Message* message,
                      ImportRecord* record) {
  if (field == kPlaceTitle) {
    record->set_place_title(text);
  } else if (field == kPlaceParent) {
    record->set_place_parent(text);
  } else {
    return SetFieldFromText(message, field, text, how);
  }
  return "";
}

}  // namespace

void AddOutsideId(google::protobuf::Message* message, const std::string& system,
                  const std::string& value) {
  const auto* field = message->GetDescriptor()->FindFieldByName("outside_ids");
  if (field == nullptr) return;
  auto* id = static_cast<type::v1::OutsideId*>(
      message->GetReflection()->AddMessage(message, field));
  id->set_system(system);
  id->set_value(value);
}

google::protobuf::Message* MutableRecord(const ResourceType& type,
                                         Entity* entity) {
  const auto* field = Entity::descriptor()->FindFieldByName(type.field);
  return entity->GetReflection()->MutableMessage(entity, field);
}

Mapping ReadMapping(const std::string& file, std::string text,
                    Problems& problems) {
  Mapping mapping;
  const std::vector<YamlEdge> documents =
      ReadDocuments(file, std::move(text), problems);
  if (documents.size() == 1) {
    Reader(file, problems).Read(documents[0], mapping);
  } else if (problems.empty()) {
    problems.push_back({file, {}, "expected one mapping"});
  }
  return mapping;
}

google::protobuf::FieldMask MaskOf(const Mapping& mapping) {
  google::protobuf::FieldMask mask;
  std::set<std::string> paths;
  for (const auto& [field, value] : mapping.set) paths.insert(field);
  for (const auto& [heading, target] : mapping.columns) {
    if (target.kind == ColumnTarget::Kind::kField) {
      // The attributes of this one field are taken one by one.
      paths.insert(IsAddedAttribute(*mapping.type->prototype->GetDescriptor(),
                                    target.field)
                       ? kAddedAttributes
                       : target.field);
    }
    if (target.kind == ColumnTarget::Kind::kOutsideId) {
      paths.insert("outside_ids");
    }
  }
  for (const std::string& path : paths) {
    if (!StandsBeside(path) && path != "name") mask.add_paths(path);
  }
  return mask;
}

std::string MapRow(const Mapping& mapping,
                   const std::vector<std::string>& headings,
                   const std::vector<std::string>& cells,
                   ImportRecord* record) {
  std::string faults;
  const auto complain = [&](absl::string_view heading,
                            absl::string_view fault) {
    if (fault.empty()) return;
    absl::StrAppend(&faults, faults.empty() ? "" : "; ", heading, ": ", fault);
  };
  google::protobuf::Message* message =
      MutableRecord(*mapping.type, record->mutable_entity());
  for (const auto& [field, value] : mapping.set) {
    complain(field, SetTarget(field, value, {}, message, record));
  }
  for (const auto& [heading, target] : mapping.columns) {
    const auto at = std::find(headings.begin(), headings.end(), heading);
    const size_t index = at - headings.begin();
    if (at == headings.end() || index >= cells.size()) continue;
    if (!IsUtf8(cells[index])) {
      complain(heading, kNotUtf8);
      continue;
    }
    std::string text(absl::StripAsciiWhitespace(cells[index]));
    const auto value = target.values.find(text);
    if (value != target.values.end()) text = value->second;
    // The register doesn't know.
    if (text.empty()) continue;
    text = absl::StrCat(target.prefix, text);
    if (target.kind == ColumnTarget::Kind::kOutsideId) {
      AddOutsideId(message, target.system, text);
    } else if (target.kind == ColumnTarget::Kind::kBelongsTo) {
      record->mutable_belongs_to()->set_system(target.system);
      record->mutable_belongs_to()->set_value(text);
    } else {
      complain(heading, SetTarget(target.field, text, target, message, record));
    }
  }
  return faults;
}

}  // namespace sangam::sangamctl
