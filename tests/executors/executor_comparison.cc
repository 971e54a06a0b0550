#include "tests/executors/executor_comparison.h"

#include <cstdlib>
#include <iostream>
#include <memory>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "google/protobuf/text_format.h"
#include "services/matching/index/reference_verdict.h"
#include "tests/executors/forward_index_peer.h"
#include "tests/executors/reverse_rounds.h"

namespace sangam::executors {
namespace {

using matching::CatalogResources;
using matching::CatalogSnapshot;
using matching::CompiledVersion;
using matching::ForwardIndex;
using matching::ForwardIndexPeer;
using matching::VerdictPlanes;

// So many states of one catalogue are compared, for so many subjects each.
constexpr int kRounds = 8;
constexpr int kSubjects = 40;

bool IsSet(const std::vector<uint64_t>& plane, size_t position) {
  return (plane[position / 64] >> (position % 64)) & 1;
}

// Which verdict the planes give; "several" should they contradict each other.
std::string VerdictIn(const VerdictPlanes& planes, size_t position) {
  std::string verdicts;
  const auto add = [&](const std::vector<uint64_t>& plane,
                       matching::v1::Verdict verdict) {
    if (!IsSet(plane, position)) return;
    absl::StrAppend(&verdicts, verdicts.empty() ? "" : " and ",
                    matching::v1::Verdict_Name(verdict));
  };
  add(planes.eligible, matching::v1::VERDICT_ELIGIBLE);
  add(planes.needs_information, matching::v1::VERDICT_NEEDS_INFORMATION);
  add(planes.near_miss, matching::v1::VERDICT_NEAR_MISS);
  return verdicts.empty() ? "none" : verdicts;
}

std::string AsCase(const CompiledVersion& version, const RandomSubject& subject,
                   const std::string& expected, const std::string& actual) {
  std::string text =
      absl::StrCat("# ", version.version.name(), "\n# reference: ", expected,
                   "\n# forward: ", actual, "\n");
  for (const auto& condition : version.version.conditions()) {
    absl::StrAppend(&text, "condition: ", condition.expression(), "\n");
  }
  google::protobuf::TextFormat::Printer printer;
  printer.SetSingleLineMode(true);
  std::string profile;
  printer.PrintToString(subject.profile, &profile);
  absl::StrAppend(&text, "profile: ", profile, "\n");
  for (const PlaceLink& link : subject.place_chain.links) {
    absl::StrAppend(&text, "place: ", static_cast<int>(link.kind), " ",
                    link.place, "\n");
  }
  absl::StrAppend(&text, "as_of: ", absl::FormatCivilTime(subject.as_of), "\n");
  return text;
}

}  // namespace

Comparison::Comparison(const CatalogSnapshot* catalog,
                       std::vector<RandomSubject> subjects,
                       const PlaceDirectory* places)
    : catalog_(catalog),
      reference_(*places, catalog->dated_references()),
      subjects_(std::move(subjects)) {
  for (const RandomSubject& subject : subjects_) {
    const SubjectView& view = views_.emplace_back(
        subject.profile, subject.place_chain, subject.as_of,
        catalog->dictionary(), &catalog->dated_references(), places);
    Verdicts& verdicts = verdicts_.emplace_back();
    for (const matching::CompiledScheme& scheme : catalog->schemes()) {
      auto& of_scheme = verdicts.emplace_back(scheme.versions.size(), "none");
      const CompiledVersion* in_force = scheme.VersionOn(subject.as_of);
      for (size_t v = 0; v < scheme.versions.size(); ++v) {
        if (scheme.versions[v].compiled.get() != in_force) continue;
        ++pairs_;
        const auto verdict =
            matching::Decide(*in_force, view, reference_).verdict;
        if (verdict != matching::v1::VERDICT_INELIGIBLE) {
          of_scheme[v] = matching::v1::Verdict_Name(verdict);
        }
      }
    }
  }
}

absl::optional<std::string> Comparison::DifferenceOf(
    const ForwardIndex& index) const {
  // Every version has one position.
  std::vector<std::vector<int>> positions;
  for (const auto& scheme : catalog_->schemes()) {
    positions.emplace_back(scheme.versions.size());
  }
  for (size_t position = 0; position < index.size(); ++position) {
    const auto at = index.at(position);
    if (!at.empty()) ++positions[at.scheme][at.version];
  }
  for (const auto& of_scheme : positions) {
    for (const int count : of_scheme) {
      if (count != 1) return "# a version without a position of its own\n";
    }
  }

  ForwardIndex::Scratch scratch;
  VerdictPlanes planes;
  for (size_t i = 0; i < subjects_.size(); ++i) {
    index.Classify(views_[i], reference_, &scratch, &planes);
    for (size_t position = 0; position < index.size(); ++position) {
      const std::string actual = VerdictIn(planes, position);
      if (index.at(position).empty()) {
        if (actual == "none") continue;
        return absl::StrCat("# position ", position, ", which is empty\n",
                            "# forward: ", actual, "\n");
      }
      const auto [s, v] = index.at(position);
      const std::string& expected = verdicts_[i][s][v];
      if (actual != expected) {
        return AsCase(*catalog_->schemes()[s].versions[v].compiled,
                      subjects_[i], expected, actual);
      }
    }
  }
  return absl::nullopt;
}

absl::optional<std::string> CompareAtRandom(unsigned seed, int64_t pairs) {
  const rules::SamplePlaces places;
  const MovedPlaces moved;
  int64_t compared = 0;
  // By the reverse columns; about as many as by the index.
  int64_t reversed = 0;
  while (compared < pairs || reversed < pairs) {
    RandomCatalog random(seed++);
    ReverseRounds reverse;
    CatalogResources resources = random.Catalog(40);
    std::shared_ptr<const CatalogSnapshot> catalog;
    std::shared_ptr<const ForwardIndex> index;
    // Small, so that parts join and are built anew within a few changes.
    ForwardIndexPeer::Growth growth;
    growth.most_in_last = 1 + seed % 12;
    growth.most_beside_small = 5 + seed % 40;
    const matching::PartMaking making = seed % 2 == 0
                                            ? ForwardIndexPeer::WithoutRoom()
                                            : matching::PartMaking();
    for (int round = 0; round < kRounds; ++round) {
      const auto newer = CatalogSnapshot::Build(resources, catalog.get());
      index = ForwardIndexPeer::Build(*newer, index.get(), growth, making);
      catalog = newer;
      const auto fresh = ForwardIndex::Build(*catalog);
      for (const PlaceDirectory* directory :
           {static_cast<const PlaceDirectory*>(&places),
            static_cast<const PlaceDirectory*>(&moved)}) {
        std::vector<RandomSubject> subjects;
        for (int i = 0; i < kSubjects; ++i) {
          subjects.push_back(random.Subject(*directory));
          if (i % 3 == 0) random.ForgetOldFacts(&subjects.back());
        }
        const std::string reverse_difference =
            reverse.Next(*catalog, subjects, *directory, &reversed);
        if (!reverse_difference.empty()) {
          return absl::StrCat("# seed ", seed - 1, ", round ", round,
                              ", reverse\n", reverse_difference, "\n");
        }
        const Comparison comparison(catalog.get(), std::move(subjects),
                                    directory);
        compared += comparison.pairs();
        for (const ForwardIndex* each : {index.get(), fresh.get()}) {
          const auto difference = comparison.DifferenceOf(*each);
          if (!difference) continue;
          return absl::StrCat("# seed ", seed - 1, ", round ", round,
                              each == index.get() ? ", changed" : ", fresh",
                              "\n", *difference);
        }
      }
      resources = random.Changed(std::move(resources));
    }
  }
  return absl::nullopt;
}

ComparedCase ParseCase(const std::string& text) {
  ComparedCase parsed;
  RandomCatalog random(0);
  parsed.catalog = random.Catalog(0);
  parsed.catalog.schemes.emplace_back().set_name("schemes/case");
  auto& version = parsed.catalog.versions.emplace_back();
  version.set_name("schemes/case/versions/1");
  version.set_state(scheme_catalog::v1::SCHEME_VERSION_STATE_PUBLISHED);
  version.set_open_to_all(true);
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    bool is_good = line.empty() || line[0] == '#';
    if (absl::ConsumePrefix(&line, "condition: ")) {
      auto* condition = version.add_conditions();
      condition->set_id(absl::StrCat("c", version.conditions_size()));
      condition->set_expression(std::string(line));
      is_good = true;
    } else if (absl::ConsumePrefix(&line, "profile: ")) {
      is_good = google::protobuf::TextFormat::ParseFromString(
          std::string(line), &parsed.subject.profile);
    } else if (absl::ConsumePrefix(&line, "place: ")) {
      const std::vector<std::string> parts = absl::StrSplit(line, ' ');
      int kind = 0;
      is_good = parts.size() == 2 && absl::SimpleAtoi(parts[0], &kind);
      if (is_good) {
        parsed.subject.place_chain.links.push_back(
            {parts[1], static_cast<type::v1::PlaceKind>(kind)});
      }
    } else if (absl::ConsumePrefix(&line, "as_of: ")) {
      is_good = absl::ParseCivilTime(line, &parsed.subject.as_of);
    }
    if (!is_good) {
      std::cerr << "not a line of a case: " << line << "\n";
      std::abort();
    }
  }
  return parsed;
}

}  // namespace sangam::executors
