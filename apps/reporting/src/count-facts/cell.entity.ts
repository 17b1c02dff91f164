import { Column, Entity, PrimaryColumn } from 'typeorm';

const key = { primaryKeyConstraintName: 'cells_pkey' };
const count = (name?: string) => ({ ...(name ? { name } : {}), default: 0 });

/** 统计单元: what happened in a division on a day, by channel, class and nature. */
@Entity('cells')
export class Cell {
  @PrimaryColumn('text', key) organisation: string;
  @PrimaryColumn('text', key) division: string;
  /** The day in the organisation's time zone. */
  @PrimaryColumn('date', key) day: string;
  @PrimaryColumn('text', key) channel: string;
  @PrimaryColumn('text', { ...key, name: 'channel_level' }) channelLevel: string;
  @PrimaryColumn('text', key) class: string;
  @PrimaryColumn('text', key) nature: string;

  @Column('bigint', count()) recorded: string;
  @Column('bigint', count()) settled: string;
  @Column('bigint', count()) refused: string;
  @Column('bigint', count()) tickets: string;
  @Column('bigint', count()) dispatched: string;
  @Column('bigint', count()) returned: string;
  @Column('bigint', count()) answered: string;
  @Column('bigint', count()) closed: string;
  @Column('bigint', count('on_time')) onTime: string;
  @Column('bigint', count()) late: string;
  @Column('bigint', count()) withdrawn: string;
  @Column('bigint', count()) reopened: string;
  @Column('bigint', count()) urges: string;
  @Column('bigint', count()) bounced: string;
  @Column('bigint', count()) warned: string;
  @Column('bigint', count()) missed: string;
  /** Of those missed: none after all. */
  @Column('bigint', count('misses_taken_back')) missesTakenBack: string;
  @Column('bigint', count()) abnormal: string;
  @Column('bigint', count()) satisfied: string;
  @Column('bigint', count()) unsatisfied: string;
  /** Of those recorded: handled elsewhere (历史投诉); and of these, still open. */
  @Column('bigint', count()) imported: string;
  @Column('bigint', count('imported_open')) importedOpen: string;
}
