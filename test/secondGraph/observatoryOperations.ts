import type { OperationFile } from '../../gateway/planning/registerOperations.ts';

/** What the observatory's assistants may do; each text stands for a file. */
export const OBSERVATORY_OPERATIONS: readonly OperationFile[] = [
  {
    path: 'observing/TelescopeStatus.graphql',
    text: `
      "Look up one telescope, its instruments and what is observed with it."
      query TelescopeStatus(
        "The telescope's id, such as t1."
        $telescopeId: ID!
        "True to show whom to call at night."
        $withContact: Boolean = false
      ) @tool(title: "Telescope status") {
        telescope(id: $telescopeId) {
          name
          mount
          apertureMetres
          nightContact @include(if: $withContact)
          instruments { id name ... on Camera { megapixels } }
          observations(first: 5) { id startsAt notes target { ... on Star { name position } ... on Comet { name } } }
        }
      }`,
  },
  {
    path: 'observing/FindTelescopes.graphql',
    text: `
      "List telescopes by mount."
      query FindTelescopes($mounts: [Mount!], "How many." $first: Int! = 2) @tool(title: "Find telescopes") {
        telescopes(mounts: $mounts, first: $first) { id name hoursBooked(year: 2) mirrorGrid }
      }`,
  },
  {
    path: 'observing/LookUpTargets.graphql',
    text: `
      "Look up targets by name."
      query LookUpTargets($names: [String]) @tool(title: "Targets", maxBytes: 300) {
        targets(named: $names) {
          __typename
          ... on Star { name magnitude position }
          ... on Comet { name periodYears }
        }
      }`,
  },
  {
    path: 'observing/Agenda.graphql',
    text: `
      "What is on tonight."
      query Agenda($filter: AgendaFilter) @tool(title: "Agenda") {
        agenda(filter: $filter) { id startsAt seeing notes telescope { name } }
      }`,
  },
  {
    path: 'servicing/ServiceCodes.graphql',
    text: `
      "The service codes of all telescopes."
      query ServiceCodes @tool(title: "Service codes") {
        telescopes { id serviceCode }
      }`,
  },
  {
    path: 'servicing/InstrumentSerial.graphql',
    text: `
      "One instrument's serial number."
      query InstrumentSerial($id: ID!) @tool(title: "Serial number") {
        instrument(id: $id) { serial }
      }`,
  },
  {
    path: 'observing/Embargoed.graphql',
    text: `
      "Observations under embargo."
      query Embargoed @tool(title: "Embargoed") {
        embargoed { id notes seeing }
      }`,
  },
  {
    path: 'servicing/Journal.graphql',
    text: `
      "What nobody's context may ever read."
      query Journal @tool(title: "Journal") { journal }`,
  },
  {
    path: 'observing/SchedulePreview.graphql',
    text: `
      "Whether a target can be observed."
      query SchedulePreview($target: String!) @tool(title: "Preview") {
        target(name: $target) { ... on Star { name } ... on Comet { name } }
      }`,
  },
  {
    path: 'observing/ScheduleObservation.graphql',
    text: `
      "Book time on a telescope."
      mutation ScheduleObservation($input: ScheduleInput!)
      @tool(title: "Book time", destructive: false)
      @confirm(preview: "SchedulePreview") {
        schedule(input: $input) { observation { id notes } problem }
      }`,
  },
];
