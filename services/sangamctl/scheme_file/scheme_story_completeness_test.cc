// Whatever a version can say is read back: each field of the message, set to a
// sample by reflection, changes the story.

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"
#include "gtest/gtest.h"
#include "sangam/type/v1/localized_text.pb.h"
#include "services/sangamctl/scheme_file/scheme_story.h"

namespace sangam::sangamctl {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using scheme_catalog::v1::SchemeVersion;
using Path = std::vector<const FieldDescriptor*>;

// Fields, or values of enums, that the story passes over, by the end of their
// path.
const std::map<std::string, std::string>& Exceptions() {
  static const auto& exceptions = *new std::map<std::string, std::string>{
      {"etag", "a version of the record for programs"},
      {"conditions.id", "a short name for programs; lint and diff show it"},
      {"benefits.id", "told as the benefit's description where it is used"},
      {"tranches.id", "a short name for programs; lint and diff show it"},
      {"funding.id", "a short name for programs; lint and diff show it"},
      {"documents.id", "a short name for programs; lint and diff show it"},
      {"state=SCHEME_VERSION_STATE_DRAFT", "what is not stated is a draft"},
      {"unit=BENEFICIARY_UNIT_SUBJECT", "means the same as nothing stated"},
      {"mode=SLAB_MODE_WHOLE_AMOUNT", "told by the absence of \"each part\""},
      {"capped_party=FUNDING_PARTY_CENTRE", "means the same as none stated"},
  };
  return exceptions;
}

bool IsLeaf(const FieldDescriptor& field) {
  const Descriptor* type = field.message_type();
  return type == nullptr || type == google::type::Date::descriptor() ||
         type == google::protobuf::Timestamp::descriptor() ||
         type == type::v1::LocalizedText::descriptor();
}

// A sum of several sums would never end.
bool IsRecursion(const Path& path, const FieldDescriptor& field) {
  int times = 0;
  for (const FieldDescriptor* above : path) {
    times += above->message_type() == field.message_type();
  }
  return times > 1;
}

void ForEachLeaf(const Descriptor& type, Path& path,
                 const std::function<void(const Path&)>& visit) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!IsLeaf(field) && IsRecursion(path, field)) continue;
    path.push_back(&field);
    if (IsLeaf(field)) {
      visit(path);
    } else {
      ForEachLeaf(*field.message_type(), path, visit);
    }
    path.pop_back();
  }
}

std::string NameOf(const Path& path) {
  std::string name;
  for (const FieldDescriptor* field : path) {
    absl::StrAppend(&name, name.empty() ? "" : ".", field->name());
  }
  return name;
}

// The message in which the last field of the path stands, built if need be.
Message& OwnerOf(const Path& path, Message& root) {
  Message* at = &root;
  for (size_t i = 0; i + 1 < path.size(); ++i) {
    const auto& reflection = *at->GetReflection();
    if (!path[i]->is_repeated()) {
      at = reflection.MutableMessage(at, path[i]);
    } else if (reflection.FieldSize(*at, path[i]) > 0) {
      at = reflection.MutableRepeatedMessage(at, path[i], 0);
    } else {
      at = reflection.AddMessage(at, path[i]);
    }
  }
  return *at;
}

void SetMessage(Message& leaf, const std::string& text) {
  if (auto* date = dynamic_cast<google::type::Date*>(&leaf)) {
    date->set_year(2031);
    date->set_month(5);
    date->set_day(6);
  } else if (auto* time = dynamic_cast<google::protobuf::Timestamp*>(&leaf)) {
    time->set_seconds(1'900'000'000);
  } else {
    auto& texts = *dynamic_cast<type::v1::LocalizedText&>(leaf).mutable_text();
    texts["en"] = text;
    texts["hi"] = text;
  }
}

// Sets the last field of the path to a sample.
void Set(const Path& path, Message& root, const std::string& text,
         int enum_value) {
  Message& owner = OwnerOf(path, root);
  const FieldDescriptor* field = path.back();
  const auto& reflection = *owner.GetReflection();
  reflection.ClearField(&owner, field);
  switch (field->cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return field->is_repeated() ? reflection.AddString(&owner, field, text)
                                  : reflection.SetString(&owner, field, text);
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.SetBool(&owner, field, true);
    case FieldDescriptor::CPPTYPE_INT32:
      return reflection.SetInt32(&owner, field, 1234);
    case FieldDescriptor::CPPTYPE_INT64:
      return reflection.SetInt64(&owner, field, 567'800);
    case FieldDescriptor::CPPTYPE_ENUM:
      return reflection.SetEnumValue(&owner, field, enum_value);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return SetMessage(field->is_repeated()
                            ? *reflection.AddMessage(&owner, field)
                            : *reflection.MutableMessage(&owner, field),
                        text);
    default:
      FAIL() << "no sample for " << NameOf(path);
  }
}

std::string Tell(const SchemeVersion& version, const char* language) {
  StoryMaterial material;
  material.version = version;
  return DrawStory(std::move(material), Words(language), {});
}

// Everything set, of each oneof the last one and of each enum the last value,
// or the first that says something.
SchemeVersion FullVersion(const std::string& text, bool last = true) {
  SchemeVersion full;
  Path path;
  ForEachLeaf(*SchemeVersion::descriptor(), path, [&](const Path& leaf) {
    const auto* type = leaf.back()->enum_type();
    Set(leaf, full, text,
        type == nullptr
            ? 0
            : type->value(last ? type->value_count() - 1 : 1)->number());
  });
  return full;
}

// Every value of the enum but the first, which says nothing; 0 for others.
std::vector<int> ValuesOf(const FieldDescriptor& field) {
  if (field.enum_type() == nullptr) return {0};
  std::vector<int> values;
  for (int i = 1; i < field.enum_type()->value_count(); ++i) {
    values.push_back(field.enum_type()->value(i)->number());
  }
  return values;
}

std::string Described(const Path& path, int value) {
  const auto* type = path.back()->enum_type();
  return type == nullptr ? NameOf(path)
                         : absl::StrCat(NameOf(path), "=",
                                        type->FindValueByNumber(value)->name());
}

bool IsException(const std::string& described) {
  for (const auto& [end, reason] : Exceptions()) {
    if (described == end || absl::EndsWith(described, absl::StrCat(".", end))) {
      return true;
    }
  }
  return false;
}

// Whether setting the field changes the story of one of these versions.
bool IsTold(const Path& path, int value,
            const std::vector<SchemeVersion>& versions) {
  for (const SchemeVersion& around : versions) {
    SchemeVersion with = around;
    Set(path, with, "other sample", value);
    SchemeVersion without = with;
    Message& owner = OwnerOf(path, without);
    owner.GetReflection()->ClearField(&owner, path.back());
    if (Tell(with, "en") != Tell(without, "en")) return true;
  }
  return false;
}

TEST(SchemeStoryCompletenessTest, EveryFieldOfAVersionIsTold) {
  // Some fields need nothing beside them, others something.
  const std::vector<SchemeVersion> versions = {
      SchemeVersion(), FullVersion("sample"), FullVersion("sample", false)};
  Path path;
  int leaves = 0;
  ForEachLeaf(*SchemeVersion::descriptor(), path, [&](const Path& leaf) {
    for (const int value : ValuesOf(*leaf.back())) {
      const std::string described = Described(leaf, value);
      ++leaves;
      EXPECT_NE(IsTold(leaf, value, versions), IsException(described))
          << described << " is "
          << (IsException(described) ? "told: no exception any more"
                                     : "not told");
    }
  });
  EXPECT_GT(leaves, 100);
}

// With texts that hold no Latin letter, every such letter is an English word of
// ours.
TEST(SchemeStoryCompletenessTest, HindiHoldsNoEnglishWord) {
  const SchemeVersion full = FullVersion("नमूना");
  Path path;
  ForEachLeaf(*SchemeVersion::descriptor(), path, [&](const Path& leaf) {
    for (const int value : ValuesOf(*leaf.back())) {
      for (SchemeVersion version : {SchemeVersion(), full}) {
        version.set_name("नमूना");
        Set(leaf, version, "नमूना", value);
        const std::string story = Tell(version, "hi");
        for (const char c : story) {
          ASSERT_FALSE(absl::ascii_isalpha(c))
              << Described(leaf, value) << ":\n"
              << story;
        }
      }
    }
  });
}

}  // namespace
}  // namespace sangam::sangamctl
