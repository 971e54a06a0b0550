#include "services/matching/index/named_places.h"

#include <algorithm>

#include "absl/strings/match.h"

namespace sangam::matching {

NamedPlaces::State NamedPlaces::StateOf(absl::CivilDay day,
                                        const ReferenceData& reference) {
  return {reference.places.generation(), reference.dated.generation(),
          day - absl::CivilDay()};
}

NamedPlaces::NamedPlaces(const std::vector<const rules::Predicate*>& predicates,
                         absl::CivilDay day, const ReferenceData& reference)
    : state_(StateOf(day, reference)) {
  for (const rules::Predicate* predicate : predicates) {
    Test test;
    test.begin = static_cast<uint32_t>(named_of_tests_.size());
    for (const std::string& name : predicate->names) {
      if (predicate->kind != rules::Predicate::Kind::kWithin) break;
      if (!absl::StartsWith(name, "placeSets/")) {
        named_of_tests_.push_back(Add(name, reference.places));
        continue;
      }
      const auto set = reference.dated.PlaceSet(name, day);
      test.is_open |= !set || set->incomplete;
      if (!set) continue;
      for (const std::string& place : set->places) {
        named_of_tests_.push_back(Add(place, reference.places));
      }
    }
    test.end = static_cast<uint32_t>(named_of_tests_.size());
    test.kind = KindOf(test);
    tests_.push_back(test);
  }
  for (const uint32_t named : named_of_tests_) {
    numbers_of_tests_.push_back(named_[named].number);
  }
}

uint8_t NamedPlaces::KindOf(const Test& test) const {
  if (test.begin == test.end) return kKinds;
  const uint8_t kind = named_[named_of_tests_[test.begin]].kind;
  for (uint32_t i = test.begin; i < test.end; ++i) {
    if (named_[named_of_tests_[i]].kind != kind) return kKinds;
  }
  return kind;
}

uint32_t NamedPlaces::NumberOf(const std::string& place) {
  return numbers_.try_emplace(place, static_cast<uint32_t>(numbers_.size() + 1))
      .first->second;
}

uint32_t NamedPlaces::Add(const std::string& place,
                          const PlaceDirectory& places) {
  const auto [found, is_new] =
      index_of_named_.try_emplace(place, static_cast<uint32_t>(named_.size()));
  if (!is_new) return found->second;
  Named named;
  named.number = NumberOf(place);
  const auto chain = places.ChainOf(place);
  named.is_stranger = !chain;
  if (chain) {
    if (!chain->empty() && chain->links.front().place == place) {
      named.kind = static_cast<uint8_t>(
          std::min<size_t>(chain->links.front().kind, kKinds));
    }
    for (const PlaceLink& link : chain->links) {
      const size_t kind = static_cast<size_t>(link.kind);
      if (kind >= kKinds || named.by_kind[kind] != 0) continue;
      named.by_kind[kind] = NumberOf(link.place);
      kinds_[kind] = true;
    }
  }
  named_.push_back(named);
  return static_cast<uint32_t>(named_.size() - 1);
}

NamedPlaces::Seen NamedPlaces::See(const PlaceChain& chain) const {
  Seen seen;
  seen.known = !chain.empty();
  for (const PlaceLink& link : chain.links) {
    const auto found = numbers_.find(link.place);
    const size_t kind = static_cast<size_t>(link.kind);
    const bool is_named = found != numbers_.end();
    if (!is_named && (kind >= kKinds || !kinds_[kind])) continue;
    seen.links.emplace_back(static_cast<uint8_t>(kind),
                            is_named ? found->second : 0);
  }
  return seen;
}

bool NamedPlaces::Names(const Test& test, const Seen& seen) const {
  // Many are compared at once where nothing ends the loop before its time.
  uint32_t same = 0;
  for (const auto& [kind, wanted] : seen.links) {
    const uint32_t number = wanted;
    for (uint32_t i = test.begin; i < test.end; ++i) {
      same |= numbers_of_tests_[i] == number ? 1 : 0;
    }
  }
  return same != 0;
}

// As in own_functions.cc: any of the places is enough; one that can't be told
// keeps the answer open, and of several such a finer place is asked for first.
NamedPlaces::Answer NamedPlaces::Tell(size_t predicate,
                                      const Seen& seen) const {
  if (!seen.known) return Answer::kNoPlace;
  const Test& test = tests_[predicate];
  if (Names(test, seen)) return Answer::kInside;
  Answer answer = test.is_open ? Answer::kBeyondAsking : Answer::kOutside;
  // Who is in another place of the same kind is in none of these.
  for (const auto& [kind, number] : seen.links) {
    if (kind == test.kind && kind < kKinds) return answer;
  }
  for (uint32_t i = test.begin; i < test.end; ++i) {
    const Named& named = named_[named_of_tests_[i]];
    bool is_elsewhere = false;
    for (const auto& [kind, number] : seen.links) {
      if (kind >= kKinds) continue;
      const uint32_t other = named.by_kind[kind];
      is_elsewhere |= other != 0 && other != number;
    }
    if (named.is_stranger) {
      if (answer == Answer::kOutside) answer = Answer::kBeyondAsking;
    } else if (!is_elsewhere) {
      answer = Answer::kTooCoarse;
    }
  }
  return answer;
}

Truth NamedPlaces::TruthOf(Answer answer) {
  switch (answer) {
    case Answer::kInside:
      return Truth::kTrue;
    case Answer::kOutside:
      return Truth::kFalse;
    default:
      return Truth::kUnknown;
  }
}

}  // namespace sangam::matching
