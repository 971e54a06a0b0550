#include "services/sangamctl/scheme_file/scheme_template.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace sangam::sangamctl {
namespace {

constexpr size_t kMaxIdBytes = 63;

// ID and DEPARTMENT between at signs are filled in.
constexpr char kHead[] =
    R"(# A scheme, its first version and a test, to start from.
#
#   sangamctl scheme lint FILE      says what is wrong, and where
#   sangamctl scheme test FILE      runs the tests below
#   sangamctl apply -f FILE         stores the scheme and the draft
#   sangamctl scheme submit NAME    hands the draft to a second person, who
#   sangamctl scheme approve NAME   publishes it
#
# Sums are in paise (100 to a rupee), shares in basis points (10,000 is the
# whole), dates as 2026-04-01. Put your own text in place of what stands here,
# and take out what your scheme does not have.
)";

constexpr char kDepartment[] = R"(---
# The body that offers the scheme. Take this document out if the body is stored
# already: "sangamctl get departments" lists all; put its name under
# "department" below.
name: @DEPARTMENT@
title: Department to be named
# CENTRAL, STATE, DISTRICT, LOCAL_BODY, ...
level: STATE
provenance:
  asserted_by: DOCUMENT
)";

constexpr char kScheme[] = R"(---
# The scheme: what stays the same over the years.
name: schemes/@ID@
# What it is called, by language; English is required.
title:
  text:
    en: Name of the scheme
    hi: योजना का नाम
# Who offers it.
department: @DEPARTMENT@
# What it is for, in a sentence or two.
purpose:
  text:
    en: What the scheme is for.
    hi: योजना किस लिए है।
# Themes, in capitals.
themes: [ENTERPRISE]
# Other names by which people look for it.
also_known_as: [Short name]
# The central scheme of which this is a state's variant, and the scheme whose
# benefit this one adds to; both must be stored.
#variant_of: schemes/other-scheme
#tops_up: schemes/other-scheme
# Where this record comes from: the role that says so, never a person's name.
provenance:
  asserted_by: DOCUMENT
)";

constexpr char kTerms[] = R"(---
# The terms, from one date to another. A published version never changes; an
# order that changes the terms makes a new version, /versions/2.
name: schemes/@ID@/versions/1
# DRAFT: being written. SUBMITTED or PUBLISHED: "sangamctl apply" takes the steps
# there, with --principal and --approver, who must be two accounts.
state: DRAFT
# The first and the last day in force. Without a first day: since ever; without
# a last one: until another word.
effective_from: 2026-04-01
effective_until: 2031-03-31
# Versions of this scheme that this one takes the place of. One that is in force
# on the same days must be named.
supersedes: []

# All of these must hold. An expression reads attributes of the group, the
# enterprise or the cluster ("sangamctl get attributes" lists them):
#   subject.kind == "SHG"                      one value
#   subject.kind in ["SHG", "ENTERPRISE"]      one of several
#   members >= 10 && women_owned               and
#   members >= 10 || women_owned               or
#   !received("schemes/@ID@")                  not
# "sangamctl rule explain EXPRESSION" reads one back in plain words.
conditions:
  # A short name within the version, for tests and for reports.
  - id: kind
    expression: subject.kind in ["SHG", "ENTERPRISE"]
    # The condition in plain words; English is required.
    description:
      text:
        en: It is a self-help group or an enterprise.
        hi: यह स्वयं सहायता समूह या उद्यम है।
    # Where it is stated; at least one source.
    citations:
      - &guideline
        document: Guideline of the scheme
        section: Paragraph 3
        # The fact in your own words.
        restated: Self-help groups of ten and enterprises may apply.
        # How sure it is, from strong to weak: VERIFIED, STATED_BY_SOURCE,
        # PARTLY_VERIFIED, GENERAL_KNOWLEDGE, ILLUSTRATIVE.
        confidence: ILLUSTRATIVE
  - id: group-size
    # A long expression may go over several lines.
    expression: |-
      subject.kind != "SHG" ||
      members >= 10
    description:
      text:
        en: A self-help group has at least ten members.
        hi: स्वयं सहायता समूह में कम से कम दस सदस्य हैं।
    # The source above once more.
    citations: [*guideline]
  - id: once
    expression: '!received("schemes/@ID@")'
    description:
      text:
        en: It has not had this scheme before.
        hi: इसे यह योजना पहले नहीं मिली है।
    citations: [*guideline]
# For everyone? Then no conditions, and instead:
#open_to_all: true

# For whom the benefit is meant: SUBJECT, MEMBER, HOUSEHOLD, ARTISAN or
# ENTERPRISE.
beneficiary:
  unit: SUBJECT

# What it gives.
benefits:
  - id: grant
    # GRANT, LOAN, INTEREST_SUBVENTION, IN_KIND, TRAINING, INSURANCE, SERVICE,
    # WORK_ORDER, MARKET_LINKAGE, ENABLING_DOCUMENT or WAGE_EMPLOYMENT.
    kind: GRANT
    description: A third of the cost of the project, at most ₹5,00,000.
    # The heads of cost that it pays, codes of your choice: plans use it for
    # needs of these heads.
    cost_heads: [EQUIPMENT]
    # Whose funding rules say who pays, below; left out: its own id's.
    cost_component: equipment
    # How much: a share of a cost here; also fixed, per_unit, unit_lots,
    # lesser_of, slabs, interest_subvention or computed.
    amount:
      share_of_cost:
        share_bps: 3300
        cost_attribute: project_cost_paise
        cap_paise: 50000000
    # What it gives one applicant in all, over its heads of cost; left out: each
    # head has its own sum.
    grant_ceiling:
      fixed: {min_paise: 50000000, max_paise: 50000000}
    # When it is paid, if not at once; the shares sum to 10,000.
    tranches:
      - id: first
        share_bps: 6000
        when: {text: {en: With the sanction.}}
      - id: second
        share_bps: 4000
        when: {text: {en: When the first part is spent.}}
        months_after: 6
    citations: [*guideline]
  - id: training
    kind: TRAINING
    description: Five days of training for two members.
    # Benefits above that come before it.
    follows_benefits: [grant]
    # What must hold for this benefit beside the conditions above.
    condition: subject.kind == "SHG"
    condition_description: {text: {en: For self-help groups.}}
    training:
      days: 5
      seats: 2
    citations: [*guideline]

# Parts of the cost that are no benefit above, for the rules below to name.
cost_components: [equipment]

# Who pays how much. For each component the first rule whose condition holds is
# used; the last one of a component should have no condition. The shares of a
# rule sum to 10,000.
funding:
  - id: women-first
    # The part of the cost that it is about; left out: all of it.
    component: equipment
    condition: women_owned
    description: {text: {en: Enterprises owned by women.}}
    # CENTRE, STATE, BENEFICIARY, STATE_AND_BENEFICIARY, BANK, LOCAL_BODY,
    # IMPLEMENTING_AGENCY, BENEFICIARY_AND_BANK or PARTNER.
    shares:
      - {party: CENTRE, share_bps: 6000}
      - {party: STATE, share_bps: 3000}
      - {party: BENEFICIARY, share_bps: 1000}
    # At most so much from one party.
    cap_paise: 30000000
    capped_party: CENTRE
    # The applicant's own money and things come to at least so much.
    min_own_share_bps: 500
    citations: [*guideline]
  - id: others
    component: equipment
    shares:
      - {party: CENTRE, share_bps: 6000}
      - {party: STATE, share_bps: 2000}
      - {party: BENEFICIARY, share_bps: 2000}
    citations: [*guideline]
  - id: training-costs
    component: training
    shares:
      - {party: CENTRE, share_bps: 10000}
    citations: [*guideline]

# What all benefits together give one applicant, over every head of cost, if that
# is bounded.
grant_ceiling:
  fixed: {min_paise: 50000000, max_paise: 50000000}

# How many days it takes from an application to the money, if that is stated.
#lead_time:
#  days: 90
#  citations: [*guideline]

# A scheme that pays what others leave, instead of a grant of its own.
#gap_funding:
#  cost_heads: [EQUIPMENT]
#  # Or any head that another scheme gives a grant for.
#  any_cost_head: false
#  cap_per_head_paise: 10000000
#  may_stand_for_own_money: true
#  citations: [*guideline]

# How it stands to other schemes, which must be stored: EXCLUDES, REQUIRES,
# SUPERSEDES, CONVERGES_WITH, GAP_FUNDED_BY or FOLLOWS.
#relations:
#  - kind: EXCLUDES
#    scheme: schemes/other-scheme
#    # EXCLUDES only; left out: ever.
#    within_months: 60
#    description: {text: {en: Not within five years of the other grant.}}
#    citations: [*guideline]

# What an applicant brings. held_attribute is a yes-or-no attribute that says
# whether it is there.
documents:
  - id: project-report
    description: Project report.
    held_attribute: project_report_ready

# Where and through whom to apply.
where_to_apply:
  - description: At the district office.
    department: @DEPARTMENT@

# The days on which applications are taken, if they are not always.
window:
  opens_on: 2026-04-01
  closes_on: 2027-03-31

# When the text was last compared with its sources, and when to do so again.
verified_on: 2026-04-01
review_by: 2027-04-01
# Doubts, and where sources differ.
notes: Everything here is an example.
# The documents that the version rests on.
citations: [*guideline]
)";

constexpr char kTests[] = R"(---
# A test: a subject, and what must come out. It is stored nowhere.
name: schemes/@ID@/versions/1/tests/women-of-ten
description: A group of ten women gets the grant.
# A profile as here, or a subject that is stored: {name: groups/...}.
subject:
  profile:
    kind: SHG
    members: 10
    women_owned: true
    project_cost_paise: 100000000
    received_benefits_complete_until: 2026-04-01
# The date of the law; left out: the version's first day.
as_of: 2026-04-01
# ELIGIBLE, NEEDS_INFORMATION, NEAR_MISS or INELIGIBLE.
verdict: ELIGIBLE
# Outcomes of conditions by their ids: MET, NOT_MET or UNKNOWN.
conditions:
  group-size: MET
# The most that benefits come to, in paise, by their ids.
benefit_max_paise:
  grant: 33000000
)";

}  // namespace

std::string SchemeTemplate(absl::string_view id, absl::string_view department) {
  const std::string own = absl::StrCat("departments/", id, "-department");
  return absl::StrReplaceAll(
      absl::StrCat(kHead, department.empty() ? kDepartment : "", kScheme,
                   kTerms, kTests),
      {{"@ID@", id},
       {"@DEPARTMENT@",
        department.empty() ? absl::string_view(own) : department}});
}

std::string SchemeIdFault(absl::string_view id) {
  const bool fits =
      !id.empty() && id.size() <= kMaxIdBytes && absl::ascii_islower(id[0]) &&
      id.back() != '-' && std::all_of(id.begin(), id.end(), [](char c) {
        return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
      });
  return fits ? ""
              : absl::StrCat("\"", id.substr(0, 100),
                             "\" can't name a scheme; use small letters, digits"
                             " and dashes, such as silk-sheds");
}

}  // namespace sangam::sangamctl
