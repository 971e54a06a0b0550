#include "services/scheme_catalog/domain/version_difference.h"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "google/type/date.pb.h"
#include "sangam/type/v1/localized_text.pb.h"
#include "services/scheme_catalog/domain/field_text.h"
#include "services/scheme_catalog/domain/version_terms.h"

namespace sangam::scheme_catalog {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// A message without a single value still is there.
constexpr char kWithoutValues[] = "(empty)";

bool IsTerm(const FieldDescriptor& field) {
  return field.name() != "name" && field.name() != "etag" &&
         field.name() != "update_time" && !IsLifeCycleField(field.name());
}

std::string DateText(const Message& message) {
  const auto day =
      ToCivilDay(static_cast<const google::type::Date&>(message), "date");
  return day.ok() ? FormatDay(*day) : kWithoutValues;
}

// The id of a part of a list; empty if it has none.
std::string IdOf(const Message& part) {
  const FieldDescriptor* id = part.GetDescriptor()->FindFieldByName("id");
  return id == nullptr ? "" : FieldText(part, *id);
}

// The parts of a list in their order, each with what tells it apart.
using Part = std::pair<std::string, const Message*>;
std::vector<Part> PartsOf(const Message& message,
                          const FieldDescriptor& field) {
  std::vector<Part> parts;
  for (int i = 0; i < message.GetReflection()->FieldSize(message, &field);
       ++i) {
    const Message& part =
        message.GetReflection()->GetRepeatedMessage(message, &field, i);
    const std::string id = IdOf(part);
    parts.emplace_back(id.empty() ? absl::StrCat(i) : id, &part);
  }
  return parts;
}

// Collects the differences of two messages of one type. Where a message is on
// one side only, it is compared with one that has no values.
class Comparison {
 public:
  // `is_whole` for the versions themselves, of which the terms alone count.
  void Compare(const std::string& path, const Message& base,
               const Message& other, bool is_whole = false) {
    const auto& type = *base.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
      const FieldDescriptor& field = *type.field(i);
      if (is_whole && !IsTerm(field)) continue;
      const std::string at =
          path.empty() ? field.name() : absl::StrCat(path, ".", field.name());
      if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) {
        CompareValues(at, field, base, other);
      } else if (field.is_repeated()) {
        CompareParts(at, field, base, other);
      } else {
        CompareMessages(at, field, base, other);
      }
    }
  }

  std::vector<v1::SchemeVersionDifference> Take() {
    return std::move(differences_);
  }

 private:
  void Add(const std::string& path, const std::string& before,
           const std::string& after) {
    if (before == after) return;
    v1::SchemeVersionDifference& difference = differences_.emplace_back();
    difference.set_path(path);
    difference.set_before(before);
    difference.set_after(after);
  }

  void CompareValues(const std::string& path, const FieldDescriptor& field,
                     const Message& base, const Message& other) {
    const auto text = field.is_repeated() ? ListText : FieldText;
    Add(path, text(base, field), text(other, field));
  }

  void CompareMessages(const std::string& path, const FieldDescriptor& field,
                       const Message& base, const Message& other) {
    const auto part = [&field](const Message& message) -> const Message* {
      const auto& reflection = *message.GetReflection();
      return reflection.HasField(message, &field)
                 ? &reflection.GetMessage(message, &field)
                 : nullptr;
    };
    ComparePart(path, part(base), part(other));
  }

  // Either may be null, if the part is on one side only.
  void ComparePart(const std::string& path, const Message* base,
                   const Message* other) {
    if (base == nullptr && other == nullptr) return;
    const Message& any = base != nullptr ? *base : *other;
    if (any.GetDescriptor() == google::type::Date::descriptor()) {
      return Add(path, base == nullptr ? "" : DateText(*base),
                 other == nullptr ? "" : DateText(*other));
    }
    const size_t found = differences_.size();
    const std::unique_ptr<Message> none(any.New());
    const Message& before = base != nullptr ? *base : *none;
    const Message& after = other != nullptr ? *other : *none;
    if (any.GetDescriptor() == type::v1::LocalizedText::descriptor()) {
      CompareTexts(path, static_cast<const type::v1::LocalizedText&>(before),
                   static_cast<const type::v1::LocalizedText&>(after));
    } else {
      Compare(path, before, after);
    }
    if (base != nullptr && other != nullptr) return;
    if (differences_.size() > found) return;
    Add(path, base == nullptr ? "" : kWithoutValues,
        other == nullptr ? "" : kWithoutValues);
  }

  void CompareTexts(const std::string& path,
                    const type::v1::LocalizedText& base,
                    const type::v1::LocalizedText& other) {
    // Sorted, so that a difference is always told in the same order.
    const std::map<std::string, std::string> before(base.text().begin(),
                                                    base.text().end());
    std::map<std::string, std::string> after(other.text().begin(),
                                             other.text().end());
    for (const auto& [language, text] : before) {
      Add(absl::StrCat(path, "[", language, "]"), text, after[language]);
      after.erase(language);
    }
    for (const auto& [language, text] : after) {
      Add(absl::StrCat(path, "[", language, "]"), "", text);
    }
  }

  // The first funding rule that holds is used, and tranches follow each other.
  static bool OrderCounts(const FieldDescriptor& field) {
    return field.message_type() == v1::FundingRule::descriptor() ||
           field.message_type() == v1::Tranche::descriptor();
  }

  void CompareOrder(const std::string& path, const std::vector<Part>& before,
                    const std::vector<Part>& after) {
    const auto shared = [](const std::vector<Part>& parts,
                           const std::vector<Part>& others) {
      std::vector<std::string> ids;
      for (const Part& part : parts) {
        const bool both = std::any_of(
            others.begin(), others.end(),
            [&part](const Part& other) { return other.first == part.first; });
        if (both) ids.push_back(part.first);
      }
      return absl::StrJoin(ids, ", ");
    };
    const std::string was = shared(before, after);
    const std::string is = shared(after, before);
    if (was != is) Add(absl::StrCat(path, ", in order"), was, is);
  }

  void CompareParts(const std::string& path, const FieldDescriptor& field,
                    const Message& base, const Message& other) {
    const std::vector<Part> before = PartsOf(base, field);
    const std::vector<Part> after = PartsOf(other, field);
    if (OrderCounts(field)) CompareOrder(path, before, after);
    std::map<std::string, const Message*> unmatched(after.begin(), after.end());
    for (const auto& [id, part] : before) {
      const auto found = unmatched.find(id);
      const Message* match = found == unmatched.end() ? nullptr : found->second;
      if (found != unmatched.end()) unmatched.erase(found);
      ComparePart(absl::StrCat(path, "[", id, "]"), part, match);
    }
    for (const auto& [id, part] : after) {
      const auto found = unmatched.find(id);
      if (found == unmatched.end() || found->second != part) continue;
      ComparePart(absl::StrCat(path, "[", id, "]"), nullptr, part);
    }
  }

  std::vector<v1::SchemeVersionDifference> differences_;
};

}  // namespace

std::vector<v1::SchemeVersionDifference> DifferencesOf(
    const v1::SchemeVersion& base, const v1::SchemeVersion& other) {
  Comparison comparison;
  comparison.Compare("", base, other, true);
  return comparison.Take();
}

}  // namespace sangam::scheme_catalog
