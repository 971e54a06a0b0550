#include "services/matching/engine/batch_matcher.h"

#include <string>

#include "common/clock/civil_date.h"
#include "services/matching/engine/answer.h"
#include "services/matching/engine/matcher.h"
#include "services/matching/engine/question_context.h"

namespace sangam::matching {
namespace {

// Gathers bits into bytes, the lowest bit of a byte first.
class BitWriter {
 public:
  BitWriter(size_t bits, std::string* bytes) : bytes_(*bytes) {
    bytes_.reserve((bits + 7) / 8 + sizeof(uint64_t));
  }
  ~BitWriter() {
    for (; held_ > 0; held_ -= 8) {
      bytes_.push_back(static_cast<char>(word_ & 0xFF));
      word_ >>= 8;
    }
  }

  void Write(uint64_t bits, int count) {
    word_ |= bits << held_;
    held_ += count;
    if (held_ < 64) return;
    char whole[sizeof(word_)];
    for (char& byte : whole) {
      byte = static_cast<char>(word_ & 0xFF);
      word_ >>= 8;
    }
    bytes_.append(whole, sizeof(whole));
    held_ -= 64;
    // What did not fit.
    word_ = held_ == 0 ? 0 : bits >> (count - held_);
  }

 private:
  std::string& bytes_;
  uint64_t word_ = 0;
  int held_ = 0;
};

// The bits of `word` where `mask` has ones, moved together at the low end.
uint64_t Gathered(uint64_t word, uint64_t mask) {
  if (mask == ~uint64_t{0}) return word;
  uint64_t gathered = 0;
  for (uint64_t rest = word & mask; rest != 0; rest &= rest - 1) {
    const uint64_t below = (rest & -rest) - 1;
    gathered |= uint64_t{1} << __builtin_popcountll(mask & below);
  }
  return gathered;
}

void Pack(const Plane& plane, const Plane& among, std::string* bytes) {
  BitWriter writer(plane.size() * 64, bytes);
  for (size_t word = 0; word < plane.size(); ++word) {
    const int count = __builtin_popcountll(among[word]);
    if (count > 0) writer.Write(Gathered(plane[word], among[word]), count);
  }
}

Plane InForceOn(const AnswerTables& tables, const ForwardIndex* index,
                absl::CivilDay day) {
  if (index != nullptr) return *index->InForceOn(day);
  Plane in_force = tables.EmptyPlane();
  const auto& schemes = tables.catalog().schemes();
  for (size_t scheme = 0; scheme < schemes.size(); ++scheme) {
    const auto& versions = schemes[scheme].versions;
    for (size_t i = 0; i < versions.size(); ++i) {
      if (!versions[i].InForceOn(day)) continue;
      SetBit(&in_force, tables.PositionOf(scheme, i));
      break;
    }
  }
  return in_force;
}

}  // namespace

BatchMatcher::BatchMatcher(const AnswerTables& tables,
                           const ForwardIndex* index, const MatchQuery& query,
                           v1::BatchDetail detail)
    : tables_(tables),
      index_(index),
      query_(query),
      detail_(detail),
      counted_(CountedPositions(tables, query)),
      among_(InForceOn(tables, index, query.as_of)) {
  Keep(counted_, &among_);
  not_in_force_ = static_cast<int32_t>(CountedSchemes(tables, query)) -
                  static_cast<int32_t>(CountBits(among_));
}

void BatchMatcher::Begin(v1::BatchMatchSchemesResponse* first) const {
  if (detail_ != v1::BATCH_DETAIL_COUNTS) {
    ForEachBit(among_, [&](size_t position) {
      first->add_schemes(tables_.scheme(position).scheme.name());
    });
  }
  *first->mutable_basis()->mutable_as_of() = ToDate(query_.as_of);
  first->mutable_basis()->set_engine_version(kEngineVersion);
  first->set_disclaimer(kDisclaimer);
}

void BatchMatcher::Fill(const type::v1::Profile& profile,
                        const PlaceChain& place_chain,
                        const PlaceDirectory& places,
                        const std::function<bool()>& cancelled,
                        v1::SubjectResult* result) const {
  const QuestionContext question(tables_.catalog(), profile, place_chain,
                                 places, query_.as_of, query_.language_code);
  if (detail_ == v1::BATCH_DETAIL_MATCHES) {
    const Answer answer(tables_, index_, question.match(), query_, counted_);
    *result->mutable_counts() = answer.Counts();
    FillPlanes(answer.verdicts(), result->mutable_planes());
    if (cancelled()) return;
    for (const uint32_t position : answer.Page().positions) {
      if (cancelled()) return;
      answer.FillMatch(position, result->add_matches());
    }
  } else {
    const SubjectVerdicts verdicts =
        SubjectVerdicts::Of(tables_, index_, question.match());
    *result->mutable_counts() = CountVerdicts(verdicts, among_);
    if (detail_ == v1::BATCH_DETAIL_VERDICTS) {
      FillPlanes(verdicts, result->mutable_planes());
    }
  }
  result->mutable_counts()->set_not_in_force(not_in_force_);
}

void BatchMatcher::FillPlanes(const SubjectVerdicts& verdicts,
                              v1::VerdictPlanes* planes) const {
  Pack(verdicts.planes().eligible, among_, planes->mutable_eligible());
  Pack(verdicts.planes().needs_information, among_,
       planes->mutable_needs_information());
  Pack(verdicts.planes().near_miss, among_, planes->mutable_near_miss());
}

}  // namespace sangam::matching
