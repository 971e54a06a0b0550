#include "services/registry/domain/subject_likeness.h"

#include <map>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "google/protobuf/util/message_differencer.h"

namespace sangam::registry {
namespace {

// Words that a register writes behind the name or leaves out, as they look in
// a key.
constexpr absl::string_view kKindWords[] = {
    "selfhelpgroup",       "shg",           "villageorganisation",
    "villageorganization", "producergroup", "pg"};

// The keys of a subject's ids, by system.
using IdKeys = std::map<std::string, std::set<std::string>>;

IdKeys IdKeysOf(const Subject& subject) {
  IdKeys keys;
  for (const type::v1::OutsideId& id : subject.outside_ids) {
    keys[id.system()].insert(OutsideIdKey(id.value()));
  }
  return keys;
}

bool AreAlike(const std::set<std::string>& some,
              const std::set<std::string>& other) {
  for (const std::string& key : some) {
    if (!key.empty() && other.contains(key)) return true;
  }
  return false;
}

bool SameFormation(const type::v1::Profile& some,
                   const type::v1::Profile& other) {
  return some.has_formed_on() && other.has_formed_on() &&
         google::protobuf::util::MessageDifferencer::Equals(some.formed_on(),
                                                            other.formed_on());
}

}  // namespace

std::string TitleKey(absl::string_view title) {
  std::string key;
  for (const char c : title) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || absl::ascii_isalnum(byte)) {
      key.push_back(absl::ascii_tolower(byte));
    }
  }
  absl::string_view rest = key;
  for (const absl::string_view word : kKindWords) {
    // One that is called so, and nothing else, is called so.
    if (rest.size() > word.size() && absl::ConsumeSuffix(&rest, word)) break;
  }
  return std::string(rest);
}

std::string OutsideIdKey(absl::string_view value) {
  constexpr absl::string_view kLeftOut = "- /._";
  std::string key;
  for (const char c : value) {
    if (kLeftOut.find(c) != absl::string_view::npos) continue;
    if (c == '0' && key.empty()) continue;
    key.push_back(absl::ascii_toupper(static_cast<unsigned char>(c)));
  }
  return key;
}

bool HaveLikeIds(const Subject& some, const Subject& other) {
  const IdKeys others = IdKeysOf(other);
  for (const auto& [system, keys] : IdKeysOf(some)) {
    const auto found = others.find(system);
    if (found != others.end() && AreAlike(keys, found->second)) return true;
  }
  return false;
}

absl::optional<v1::DuplicatePair> CompareRecords(const LikenessRecord& some,
                                                 const LikenessRecord& other) {
  if (other.subject.name < some.subject.name) {
    return CompareRecords(other, some);
  }
  const Subject& first = some.subject;
  const Subject& second = other.subject;
  if (first.kind != second.kind || first.name == second.name) {
    return absl::nullopt;
  }
  v1::DuplicatePair pair;
  if (HaveLikeIds(first, second)) {
    pair.add_reasons(v1::DUPLICATE_REASON_LIKE_OUTSIDE_ID);
  }
  const std::string title = TitleKey(first.title);
  if (!title.empty() && title == TitleKey(second.title) &&
      !first.place.empty() && first.place == second.place) {
    pair.add_reasons(v1::DUPLICATE_REASON_SAME_TITLE_AND_PLACE);
  }
  if (pair.reasons().empty()) return absl::nullopt;
  if (first.profile.has_members() && second.profile.has_members() &&
      first.profile.members() == second.profile.members()) {
    pair.add_reasons(v1::DUPLICATE_REASON_SAME_MEMBERS);
  }
  if (SameFormation(first.profile, second.profile)) {
    pair.add_reasons(v1::DUPLICATE_REASON_SAME_FORMATION_DATE);
  }
  if (!some.bank_branch_ifsc.empty() &&
      some.bank_branch_ifsc == other.bank_branch_ifsc) {
    pair.add_reasons(v1::DUPLICATE_REASON_SAME_BANK_BRANCH);
  }
  const IdKeys others = IdKeysOf(second);
  for (const auto& [system, keys] : IdKeysOf(first)) {
    const auto found = others.find(system);
    if (found != others.end() && !AreAlike(keys, found->second)) {
      pair.add_differing_systems(system);
    }
  }
  pair.set_first(first.name);
  pair.set_second(second.name);
  pair.set_kind(first.kind);
  pair.set_first_title(first.title);
  pair.set_second_title(second.title);
  return pair;
}

}  // namespace sangam::registry
